using Reelsight.Analysis.Facts;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.AutoLabeling;

/// <summary>
/// An interval to be proposed for a label: found by what the video analyzer knows, by what the label was taught, or both.
/// </summary>
/// <param name="LabelId">The label.</param>
/// <param name="StartSec">Start, seconds.</param>
/// <param name="EndSec">End, seconds.</param>
/// <param name="Facts">The facts it rests on.</param>
/// <param name="IsConclusive">Whether the facts' confidence says that it shows the label.</param>
/// <param name="Taught">What the label's examples say of it; null where it was found without them.</param>
internal sealed record ProposedInterval(
    string LabelId,
    double StartSec,
    double EndSec,
    IReadOnlyList<Fact> Facts,
    bool IsConclusive,
    AnnotationEvidence? Taught = null
)
{
    /// <summary>Whether it has a part in common with another one of its label.</summary>
    public bool Overlaps(ProposedInterval other) => LabelId == other.LabelId && StartSec < other.EndSec && other.StartSec < EndSec;
}
