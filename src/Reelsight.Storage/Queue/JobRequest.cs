namespace Reelsight.Storage.Queue;

/// <summary>What to do: a kind known to the pipeline and the id of the record it is about.</summary>
public sealed record JobRequest(string TenantId, string Kind, string SubjectId);
