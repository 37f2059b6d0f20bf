namespace Reelsight.Core.Errors;

/// <summary>Why something failed: a code of the API's catalogue and a sentence that names the cause and the way out.</summary>
public sealed record Failure(string Code, string Message);
