namespace Reelsight.Storage.Records;

/// <summary>An attribute that annotations with a label can have.</summary>
/// <param name="Name">Unique within the label.</param>
/// <param name="Type"><c>enum</c>, <c>number</c>, <c>bool</c> or <c>text</c>.</param>
/// <param name="Values">The values of an <c>enum</c>; empty for other types.</param>
public sealed record LabelAttribute(string Name, string Type, IReadOnlyList<string> Values);
