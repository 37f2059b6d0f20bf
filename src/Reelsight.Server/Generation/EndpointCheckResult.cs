namespace Reelsight.Server.Generation;

/// <summary>What was found about a generation endpoint.</summary>
/// <param name="Works">Whether it answered with the JSON that it was asked for.</param>
/// <param name="IsUnlisted">Whether it tells its models, and the one that was set up is not among them.</param>
/// <param name="Message">In one or two sentences.</param>
public sealed record EndpointCheckResult(bool Works, bool IsUnlisted, string Message);
