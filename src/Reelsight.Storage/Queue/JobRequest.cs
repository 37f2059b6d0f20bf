namespace Reelsight.Storage.Queue;

/// <summary>A job to enqueue.</summary>
/// <param name="TenantId">The owner.</param>
/// <param name="Kind">The kind of work, known to the pipeline.</param>
/// <param name="SubjectId">Id of the record that the job is about.</param>
public sealed record JobRequest(string TenantId, string Kind, string SubjectId);
