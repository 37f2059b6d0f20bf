using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>What the fields of one object are about: a part of the video, optionally one fact in it, and its index in an array.</summary>
/// <param name="Timeline">The part of the video.</param>
/// <param name="Subject">The object, event or line of text that it is about, or null.</param>
/// <param name="Number">Its position in its array, from 1.</param>
/// <param name="Topic">What the prompt is about.</param>
internal sealed record FillScope(VideoTimeline Timeline, Fact? Subject, int Number, EvidenceQuery Topic)
{
    public double StartSec => Subject?.StartSec ?? Timeline.StartSec;
    public double EndSec => Subject?.EndSec ?? Timeline.EndSec;

    /// <summary>The facts that support that there is such an entry: the subject, or a count in the part of the video.</summary>
    public IReadOnlyList<Fact> Facts => Subject is not null ? [Subject] : [.. Timeline.Facts.Where(f => f.Kind == FactKind.Count).Take(1)];
}
