namespace Reelsight.Analysis.LanguageModels;

/// <summary>The state of a generation endpoint.</summary>
/// <param name="Works">Whether it answered with the JSON that it was asked for.</param>
/// <param name="IsUnlisted">Whether it lists its models and the configured one is not among them.</param>
/// <param name="Message">One or two sentences for the owner.</param>
public sealed record EndpointCheckResult(bool Works, bool IsUnlisted, string Message);
