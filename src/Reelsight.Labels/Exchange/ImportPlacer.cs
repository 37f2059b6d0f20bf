using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Exchange;

/// <summary>Finds the videos that imported annotations belong to, and compares them with the annotations that a label set has.</summary>
public sealed class ImportPlacer(IVideoStore videos, VideoFrameMapReader frames, IdGenerator ids, TimeProvider clock)
{
    /// <summary>Puts imported annotations on the frames of videos.</summary>
    /// <param name="set">The label set.</param>
    /// <param name="imported">What a file holds.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="videoId">The video that all of it is about; null finds videos of the set's index by id or file name.</param>
    /// <param name="reviewer">Who imports.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The records, and a reason for each annotation that cannot be one.</returns>
    /// <exception cref="DomainException"><paramref name="videoId"/> is no ready video of the index.</exception>
    public async Task<PlacedImport> PlaceAsync(
        LabelSetRecord set,
        IReadOnlyList<ImportedAnnotation> imported,
        string format,
        string? videoId,
        string reviewer,
        CancellationToken ct
    )
    {
        var all = videoId is null ? await videos.ListAllAsync(set.TenantId, set.IndexId, new VideoFilter(), ct) : [];
        var (records, refusals) = (new List<AnnotationRecord>(), new List<string>());
        foreach (var group in imported.GroupBy(i => videoId is null ? (i.VideoId, i.Filename) : (videoId, null)))
        {
            var (video, map, reason) = videoId is null
                ? await FindVideoAsync(set, group.First(), all, ct)
                : (videoId, (await frames.FindAsync(set.TenantId, set.IndexId, videoId, ct)).Map, null);
            foreach (var one in group)
            {
                try
                {
                    records.Add(
                        AnnotationImporter.CreateRecord(
                            one,
                            format,
                            set,
                            video ?? throw new LabelValidationException(reason!),
                            map!,
                            reviewer,
                            ids.Next(),
                            clock.GetUtcNow()
                        )
                    );
                }
                catch (LabelValidationException e)
                {
                    refusals.Add(e.Message);
                }
            }
        }
        return new(records, refusals);
    }

    /// <summary>
    /// The records that change a label set. One that the set knows, by its id or by the id that its source gave it, replaces what is there;
    /// one that equals what is there is left out.
    /// </summary>
    /// <param name="present">The annotations as they are.</param>
    /// <param name="records">The imported ones.</param>
    /// <returns>The changed records, how many of them are new and how many replace others.</returns>
    public static (IReadOnlyList<AnnotationRecord> Records, int Created, int Replaced) Merge(
        IAnnotationReader present,
        IReadOnlyList<AnnotationRecord> records
    )
    {
        var (created, replaced) = (0, 0);
        var changed = new Dictionary<string, AnnotationRecord>(StringComparer.Ordinal);
        foreach (var one in records)
        {
            var known = present.Find(one.Id) ?? (one.ClientId is { } client ? present.FindByClientId(client) : null);
            // Its own id may belong to another set's annotation; within this one it is recognised.
            var record = one with { Id = known?.Id ?? one.Id, ClientId = known is null ? one.ClientId : known.ClientId };
            if ((known is null || !IsSame(known, record)) && changed.TryAdd(record.Id, record))
            {
                _ = known is null or { Deleted: true } ? created++ : replaced++;
            }
        }
        return ([.. changed.Values], created, replaced);
    }

    // The video that an annotation belongs to with its frames, or why there is none.
    private async Task<(string? VideoId, FrameMap? Map, string? Reason)> FindVideoAsync(
        LabelSetRecord set,
        ImportedAnnotation imported,
        IReadOnlyList<VideoRecord> all,
        CancellationToken ct
    )
    {
        var named = imported.Filename is { } file ? all.Where(v => v.Filename == file).ToList() : [];
        var id = all.FirstOrDefault(v => v.Id == imported.VideoId)?.Id ?? (named is [var only] ? only.Id : null);
        if (id is null)
        {
            var name = imported.Filename ?? imported.VideoId ?? "without a name";
            var count = named.Count == 0 ? "not" : "more than once";
            return (null, null, $"The video {name} is {count} in the index of the label set. Say which video it is by video_id.");
        }

        try
        {
            return (id, (await frames.FindAsync(set.TenantId, set.IndexId, id, ct)).Map, null);
        }
        catch (DomainException e)
        {
            return (null, null, e.Message);
        }
    }

    private static bool IsSame(AnnotationRecord a, AnnotationRecord b) =>
        WithoutBookkeeping(a) == WithoutBookkeeping(b) && a.Boxes.SequenceEqual(b.Boxes) && a.Evidence.SequenceEqual(b.Evidence);

    private static AnnotationRecord WithoutBookkeeping(AnnotationRecord a) =>
        a with
        {
            Boxes = [],
            Evidence = [],
            Revision = 0,
            CreatedRevision = 0,
            CreatedAt = default,
            UpdatedAt = default,
        };
}
