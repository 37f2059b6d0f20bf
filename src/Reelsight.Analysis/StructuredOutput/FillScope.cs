using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>What the fields of one object are about: a stretch of the video, perhaps one fact in it, and its place in a list.</summary>
/// <param name="Timeline">The stretch.</param>
/// <param name="Subject">The thing, event or line that it is about, or null.</param>
/// <param name="Number">Its place in its list, from 1.</param>
/// <param name="Topic">What the prompt is about.</param>
internal sealed record FillScope(VideoTimeline Timeline, Fact? Subject, int Number, EvidenceQuery Topic)
{
    public double StartSec => Subject?.StartSec ?? Timeline.StartSec;
    public double EndSec => Subject?.EndSec ?? Timeline.EndSec;

    /// <summary>What supports that there is such an entry: the subject, or what is known of the stretch.</summary>
    public IReadOnlyList<Fact> Facts => Subject is not null ? [Subject] : [.. Timeline.Facts.Where(f => f.Kind == FactKind.Count).Take(1)];
}
