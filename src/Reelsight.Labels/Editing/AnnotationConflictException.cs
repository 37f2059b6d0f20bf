using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>Annotations were changed by somebody else since the caller read them, so the edit was not made.</summary>
public sealed class AnnotationConflictException(IReadOnlyList<AnnotationRecord> current)
    : DomainException(
        DomainErrorKind.Conflict,
        new Failure(
            FailureCodes.RevisionConflict,
            "Somebody changed this since it was read, so nothing was changed. What is there by now is in current; repeat the "
                + "change from that."
        )
    )
{
    /// <summary>The annotations as they are now.</summary>
    public IReadOnlyList<AnnotationRecord> Current { get; } = current;
}
