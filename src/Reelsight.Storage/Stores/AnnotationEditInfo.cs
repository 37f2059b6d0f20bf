namespace Reelsight.Storage.Stores;

/// <summary>What is done by whom and when.</summary>
public sealed record AnnotationEditInfo(string Action, string? Reviewer, DateTimeOffset At, long? Undoes = null);
