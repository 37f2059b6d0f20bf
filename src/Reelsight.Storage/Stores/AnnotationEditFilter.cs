namespace Reelsight.Storage.Stores;

/// <summary>Restricts a list of edits; conditions that are null do not apply.</summary>
public sealed record AnnotationEditFilter(string? AnnotationId = null, string? VideoId = null);
