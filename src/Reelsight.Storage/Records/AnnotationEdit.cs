namespace Reelsight.Storage.Records;

/// <summary>One edit of annotations: everything that changed together.</summary>
/// <param name="Revision">Its number within the set, from 1.</param>
/// <param name="Action">What was done: <c>create</c>, <c>update</c>, <c>delete</c>, <c>split</c>, <c>merge</c>, <c>bulk</c>,
/// <c>auto_label</c>, <c>import</c> or <c>undo</c>.</param>
/// <param name="Reviewer">Who edited; null for a model.</param>
/// <param name="Undoes">Revision of the edit that was undone, or null.</param>
/// <param name="At">UTC.</param>
/// <param name="Changes">The changes, one per annotation.</param>
public sealed record AnnotationEdit(
    long Revision,
    string Action,
    string? Reviewer,
    long? Undoes,
    DateTimeOffset At,
    IReadOnlyList<AnnotationChange> Changes
);
