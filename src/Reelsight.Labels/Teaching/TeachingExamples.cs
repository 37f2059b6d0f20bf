using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Core.Time;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Teaching;

/// <summary>Finds the examples of a label: what was accepted and rejected, and the moments that its taxonomy names.</summary>
public static class TeachingExamples
{
    /// <summary>All examples, each once, in order of video and time.</summary>
    public static async Task<IReadOnlyList<TeachingExample>> ListAsync(
        IAnnotationStore annotations,
        LabelSetRecord set,
        LabelRecord label,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(label);
        var judged = await annotations.ListAllAsync(
            set.TenantId,
            set.Id,
            new AnnotationFilter { LabelIds = [label.Id], States = [AnnotationRecord.Accepted, AnnotationRecord.Rejected] },
            ct
        );
        return
        [
            .. judged
                .Where(a => a.EndSec > a.StartSec)
                .Select(a => new TeachingExample(a.VideoId, new TimeRange(a.StartSec, a.EndSec), a.State == AnnotationRecord.Accepted))
                .Concat(
                    label
                        .Examples.Where(e => e.EndSec > e.StartSec)
                        .Select(e => new TeachingExample(e.VideoId, new TimeRange(e.StartSec, e.EndSec), Shows: true))
                )
                .Distinct()
                .OrderBy(e => e.VideoId, StringComparer.Ordinal)
                .ThenBy(e => e.Range.StartSec)
                .ThenBy(e => e.Range.EndSec)
                .ThenBy(e => e.Shows),
        ];
    }

    /// <summary>A hash of the examples, of what their videos hold, and of the space: another one means training anew.</summary>
    /// <param name="space">The visual space.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="videos">The videos that are ready, by id.</param>
    public static string ComputeFingerprint(
        string space,
        IReadOnlyList<TeachingExample> examples,
        IReadOnlyDictionary<string, VideoRecord> videos
    )
    {
        ArgumentNullException.ThrowIfNull(examples);
        var lines = examples.Select(e =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{e.VideoId} {videos.GetValueOrDefault(e.VideoId)?.ContentHash} {e.Range.StartSec:R} {e.Range.EndSec:R} {e.Shows}"
            )
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(space)))));
    }
}
