using System.Collections.Concurrent;
using System.Globalization;
using Reelsight.Core;
using Reelsight.Core.Time;
using Reelsight.Search;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Answers a search for the name of a label with what people accepted, and with what looks like it in all other footage. What somebody
/// rejected is left out. What was found in a video is kept in memory until the label is trained anew.
/// </summary>
public sealed class TaughtMoments(
    IResourceStore<LabelSetRecord> sets,
    IAnnotationStore annotations,
    IVideoStore videos,
    IVisualSpaceStore spaces,
    LabelTeacher teacher,
    TeachingVideoReader reader
) : ITaughtMoments
{
    private const double SameIoU = 0.5;
    private const double HighConfidence = 0.75;
    private const double MediumConfidence = 0.5;

    // Examples that are too few to calibrate: below everything that is known better.
    private const double UnknownScore = 30;
    private const double AcceptedScore = 99;
    private const int MaxKept = 100_000;
    private readonly ConcurrentDictionary<(string Taught, string ContentHash), IReadOnlyList<FoundInterval>> _kept = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Moment>?> FindAsync(SearchQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var name = Simplify(query.Text);
        if (
            name.Length == 0
            || query.Images.Count + query.Entities.Count > 0
            || !query.Modalities.HasFlag(Modalities.Visual)
            || (query.RequireAll && query.Modalities != Modalities.Visual)
        )
        {
            return null;
        }

        List<Moment>? all = null;
        foreach (var set in await sets.ListAllAsync(query.TenantId, new ResourceFilter { LinkedTo = query.IndexId }, ct))
        {
            foreach (var label in set.Labels.Where(l => Simplify(l.Name) == name))
            {
                if (
                    await teacher.TrainAsync(set, label, ct) is { } learned
                    && learned.Space == spaces.FindActive(query.TenantId)
                    && learned.GetModel() is { } model
                )
                {
                    (all ??= []).AddRange(await FindAsync(query, set, label, learned, model, ct));
                }
            }
        }

        return all;
    }

    private async Task<IEnumerable<Moment>> FindAsync(
        SearchQuery query,
        LabelSetRecord set,
        LabelRecord label,
        TaughtLabelRecord learned,
        TaughtModel model,
        CancellationToken ct
    )
    {
        var pool = await videos.ListAllAsync(query.TenantId, query.IndexId, query.Filter ?? new VideoFilter(), ct);
        var examples = (await TeachingExamples.ListAsync(annotations, set, label, ct)).ToLookup(e => e.VideoId, StringComparer.Ordinal);
        var found = new ConcurrentBag<Moment>();
        await Parallel.ForEachAsync(
            pool.Where(v => v is { Status: VideoStatus.Ready, ContentHash: not null }),
            new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (video, cancellation) =>
            {
                var own = examples[video.Id].ToList();
                foreach (var accepted in own.Where(e => e.Shows))
                {
                    found.Add(Create(query, video, label, new FoundInterval(accepted.Range, null, null), learned, isAccepted: true));
                }

                foreach (var one in await FindInAsync(learned, model, video, cancellation))
                {
                    if (!own.Exists(e => e.Range.IoU(one.Range) >= SameIoU))
                    {
                        found.Add(Create(query, video, label, one, learned, isAccepted: false));
                    }
                }
            }
        );
        return found.OrderByDescending(m => m.Score).ThenBy(m => m.VideoId, StringComparer.Ordinal).ThenBy(m => m.StartSec);
    }

    private async Task<IReadOnlyList<FoundInterval>> FindInAsync(
        TaughtLabelRecord learned,
        TaughtModel model,
        VideoRecord video,
        CancellationToken ct
    )
    {
        var key = (
            string.Create(CultureInfo.InvariantCulture, $"{learned.TenantId} {learned.Id} {learned.UpdatedAt:O} {learned.Space}"),
            video.ContentHash!
        );
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        IReadOnlyList<FoundInterval> found = await reader.FindAsync(video, learned.Space, null, ct) is not { } footage
            ? []
            :
            [
                .. model
                    .Find(footage)
                    .Where(s => s.Range.DurationSec > 0)
                    .Select(s => new FoundInterval(
                        s.Range,
                        model.Calibration?.Compute(s.Score),
                        footage.Clips.FirstOrDefault(c => c.EndSec > s.Range.StartSec)?.Thumbnail
                    )),
            ];
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        return _kept[key] = found;
    }

    private static Moment Create(
        SearchQuery query,
        VideoRecord video,
        LabelRecord label,
        FoundInterval found,
        TaughtLabelRecord learned,
        bool isAccepted
    )
    {
        var how =
            isAccepted ? "taught label, accepted by a person"
            : found.Confidence is { } sure
                ? string.Create(CultureInfo.InvariantCulture, $"taught label, from {learned.Accepted} examples ({sure:0.00})")
            : "taught label, from few examples";
        return new Moment
        {
            VideoId = video.Id,
            ContentHash = video.ContentHash!,
            StartSec = found.Range.StartSec,
            EndSec = found.Range.EndSec,
            Score = isAccepted ? AcceptedScore : found.Confidence * 100 ?? UnknownScore,
            Confidence =
                isAccepted || found.Confidence >= HighConfidence ? Confidence.High
                : found.Confidence >= MediumConfidence ? Confidence.Medium
                : Confidence.Low,
            Reasons = [new Reason(ReasonKind.TaughtLabel, query.Text.Trim(), label.Name, how, found.Range.StartSec, found.Range.EndSec)],
            Thumbnail = found.Thumbnail,
        };
    }

    // "The forklift" and "forklift" ask for the same label.
    private static string Simplify(string text)
    {
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words is ["a" or "an" or "the", _, ..] ? words[1..] : words);
    }

    private readonly record struct FoundInterval(TimeRange Range, double? Confidence, string? Thumbnail);
}
