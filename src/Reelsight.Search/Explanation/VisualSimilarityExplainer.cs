using Reelsight.Inference.Embeddings;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Explanation;

/// <summary>Explains which images of a query a moment resembles, and which objects they share.</summary>
internal static class VisualSimilarityExplainer
{
    /// <summary>Adds a reason for each image that a moment resembles, and for each object seen in both.</summary>
    public static void AddReasons(VisualSimilarityChannel channel, MomentCandidate moment, IndexedContent content, List<Reason> reasons)
    {
        foreach (var query in channel.Queries)
        {
            if (channel.FindBestClip(query, moment, content) is not var (number, cosine))
            {
                continue;
            }

            var best = content.Clips[number];
            if (channel.IsSimilar(cosine, query.FindSharedObjects(content, best.StartSec, best.EndSec).Share))
            {
                reasons.Add(
                    new Reason(
                        ReasonKind.VisualSimilarity,
                        query.Image.Name,
                        "the whole picture",
                        FormatSimilarity(channel, cosine, channel.FindEdit(query, moment.Video, number)),
                        Math.Max(best.StartSec, moment.Start),
                        Math.Min(best.EndSec, moment.End)
                    )
                );
            }

            if (query.FindSharedObjects(content, moment.Start, moment.End) is { Share: >= EvidenceWeights.MinSharedObjects })
            {
                reasons.AddRange(
                    query
                        .Objects.Select(item =>
                            (item.Label, Seen: ImageQuery.FindLabelInterval(content, item.Label, moment.Start, moment.End))
                        )
                        .Where(item => item.Seen is not null)
                        .Select(item => new Reason(
                            ReasonKind.Object,
                            query.Image.Name,
                            LabelCatalog.Default.Entries[item.Label].Label,
                            "seen in both",
                            item.Seen!.Value.Start,
                            item.Seen.Value.End
                        ))
                );
            }
        }
    }

    private static string FormatSimilarity(VisualSimilarityChannel channel, double cosine, ImageEditKind? edit)
    {
        var view = edit switch
        {
            null => "",
            ImageEditKind.Mirrored => ", mirrored",
            ImageEditKind.ZoomedOut => ", showing more",
            _ => ", showing a part",
        };
        return FormattableString.Invariant(
            $"{(channel.IsNearDuplicate(cosine) ? "the same footage or scene" : "looks alike")}{view} ({cosine:0.00})"
        );
    }
}
