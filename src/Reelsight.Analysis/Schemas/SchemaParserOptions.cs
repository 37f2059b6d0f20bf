namespace Reelsight.Analysis.Schemas;

/// <summary>What the model that is asked for allows beyond the common subset.</summary>
/// <param name="Timestamps">Whether the type <c>timestamp</c> is known, and properties named start_time and end_time are times.</param>
public sealed record SchemaParserOptions(bool Timestamps);
