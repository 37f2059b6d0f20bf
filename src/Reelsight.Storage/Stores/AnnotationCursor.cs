namespace Reelsight.Storage.Stores;

/// <summary>A position in a list of annotations: the video (empty in order of changes), the start frame or revision, and the id.</summary>
public sealed record AnnotationCursor(string VideoId, long Position, string Id);
