namespace Reelsight.Storage.Stores;

/// <summary>What an edit does, by whom and when.</summary>
public sealed record AnnotationEditInfo(string Action, string? Reviewer, DateTimeOffset At, long? Undoes = null);
