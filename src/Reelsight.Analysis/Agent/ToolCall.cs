namespace Reelsight.Analysis.Agent;

/// <summary>One use of a tool, as it was done.</summary>
/// <param name="Name">The tool.</param>
/// <param name="ArgumentsJson">What it was given, a JSON object.</param>
/// <param name="OutputJson">What it gave back, a JSON object.</param>
public sealed record ToolCall(string Name, string ArgumentsJson, string OutputJson);
