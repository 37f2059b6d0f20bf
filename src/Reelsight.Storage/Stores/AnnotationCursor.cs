namespace Reelsight.Storage.Stores;

/// <summary>A place in a list: the video (empty in the order of changes), the start frame or revision, the id.</summary>
public sealed record AnnotationCursor(string VideoId, long Position, string Id);
