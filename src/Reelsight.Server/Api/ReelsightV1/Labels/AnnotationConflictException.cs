using Microsoft.AspNetCore.Http;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>Somebody changed these since the caller read them.</summary>
internal sealed class AnnotationConflictException(IReadOnlyList<AnnotationRecord> current)
    : Exception(
        "Somebody changed this since it was read, so nothing was changed. What is there by now is in current; repeat the change from that."
    )
{
    /// <summary>What is there by now.</summary>
    internal IReadOnlyList<AnnotationRecord> Current { get; } = current;
}
