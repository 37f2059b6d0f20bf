namespace Reelsight.Storage.Records;

/// <summary>A model role an index was created with, such as <c>marengo3.0</c> with <c>visual</c> and <c>audio</c>.</summary>
public sealed record IndexModel(string Name, IReadOnlyList<string> Options);
