namespace Reelsight.Storage.Records;

/// <summary>Something to note of a labelled stretch.</summary>
/// <param name="Name">Unique within the label.</param>
/// <param name="Type"><c>enum</c>, <c>number</c>, <c>bool</c> or <c>text</c>.</param>
/// <param name="Values">The words that an <c>enum</c> takes; empty otherwise.</param>
public sealed record LabelAttribute(string Name, string Type, IReadOnlyList<string> Values);
