namespace Reelsight.Analysis.Schemas;

/// <summary>A property of an object, in the order of declaration.</summary>
public sealed record SchemaProperty(string Name, SchemaNode Schema, bool Required);
