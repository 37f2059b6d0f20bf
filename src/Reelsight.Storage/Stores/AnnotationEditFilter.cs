namespace Reelsight.Storage.Stores;

/// <summary>Which edits.</summary>
public sealed record AnnotationEditFilter(string? AnnotationId = null, string? VideoId = null);
