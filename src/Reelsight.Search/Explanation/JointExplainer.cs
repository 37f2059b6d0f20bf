using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Search.Matching;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Explanation;

/// <summary>Explains which class names and descriptions a moment was found for by the joint embedding of its frames.</summary>
internal static class JointExplainer
{
    /// <summary>Adds a reason for each class name and each query that a moment matches, with the best frame.</summary>
    public static void AddReasons(
        JointChannel channel,
        MomentCandidate moment,
        IndexedContent content,
        IReadOnlyDictionary<(string ContentHash, int Clip), FrameVectorSet> frames,
        List<Reason> reasons
    )
    {
        foreach (var (term, clip, probability) in channel.GetNameMatches(moment))
        {
            var names = clip.Tags.Where(tag => term.JointNames.Contains(tag.Name)).Select(tag => tag.Name);
            var how = FormattableString.Invariant(
                $"what the whole picture shows, if it is anything that has a name here ({probability:0.00})"
            );
            reasons.Add(CreateReason(ReasonKind.Name, term.Text, string.Join(", ", names), how, clip, moment));
        }

        foreach (var match in channel.GetBestMatches(moment))
        {
            var query = channel.Queries[match.QueryNumber];
            var how = FormattableString.Invariant(
                $"fits better than unrelated pictures do, by {match.ZScore:0.0} of their standard deviations"
            );
            var reason = CreateReason(ReasonKind.Scene, query.Name, "the whole picture", how, content.Clips[match.Clip], moment);
            var frameSec = FindBestFrame(query.Query.Vector, frames.GetValueOrDefault((content.Hash, match.Clip)));
            reasons.Add(reason with { FrameSec = frameSec });
        }
    }

    private static double? FindBestFrame(float[] query, FrameVectorSet? frames) =>
        frames is null || frames.Dimension != query.Length
            ? null
            : frames.TimesSec[
                Enumerable
                    .Range(0, frames.TimesSec.Count)
                    .MaxBy(frame => TensorPrimitives.Dot(query, frames.Values.AsSpan(frame * frames.Dimension, frames.Dimension)))
            ];

    private static Reason CreateReason(ReasonKind kind, string query, string found, string how, Clip clip, MomentCandidate moment) =>
        new(kind, query, found, how, Math.Max(clip.StartSec, moment.Start), Math.Min(clip.EndSec, moment.End));
}
