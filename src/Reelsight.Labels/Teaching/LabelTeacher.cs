using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Keeps what labels have learned in step with their examples. Whoever edits annotations tells it, and a job trains; whoever uses what was
/// learned asks for it as of now. A change of the examples, of their videos or of the visual space makes it train anew.
/// </summary>
public sealed class LabelTeacher(
    IResourceStore<TaughtLabelRecord> taught,
    IAnnotationStore annotations,
    IVideoStore videos,
    IVisualSpaceStore spaces,
    TeachingVideoReader reader,
    IUnitOfWork work,
    TimeProvider clock
)
{
    /// <summary>The kind of its jobs in the queue.</summary>
    public const string JobKind = "teach_label";

    // Other footage only says what is usual: some clips of some videos are enough.
    private const int MaxOtherVideos = 20;
    private const int MaxClipsOfOther = 10;

    /// <summary>What a label has learned, as it was last trained; null when it never was asked to learn.</summary>
    public Task<TaughtLabelRecord?> FindAsync(LabelSetRecord set, string labelId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        return taught.FindAsync(set.TenantId, TaughtLabelRecord.FormatId(set.Id, labelId), ct);
    }

    /// <summary>Queues the training of labels, unless one is waiting already.</summary>
    public async Task QueueAsync(LabelSetRecord set, IEnumerable<string> labelIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(labelIds);
        foreach (var labelId in labelIds.Distinct(StringComparer.Ordinal).Where(id => set.Labels.Any(l => l.Id == id)))
        {
            var id = TaughtLabelRecord.FormatId(set.Id, labelId);
            var job = new JobRequest(set.TenantId, JobKind, id);
            if (await taught.FindAsync(set.TenantId, id, ct) is not { } known)
            {
                await AddAsync(Create(set, labelId) with { State = LabelJobStates.Queued }, [job], ct);
            }
            else if (known.State != LabelJobStates.Queued)
            {
                await taught.UpdateAsync(
                    set.TenantId,
                    id,
                    r => r with { State = LabelJobStates.Queued, UpdatedAt = clock.GetUtcNow() },
                    [job],
                    ct
                );
            }
        }
    }

    /// <summary>Whether the examples, their videos or the space have changed since a label was trained.</summary>
    public async Task<bool> IsOutdatedAsync(LabelSetRecord set, LabelRecord label, TaughtLabelRecord? known, CancellationToken ct)
    {
        var examples = await TeachingExamples.ListAsync(annotations, set, label, ct);
        var space = spaces.FindActive(set.TenantId) ?? "";
        return known is null ? examples.Count > 0 : IsOutdated(known, space, examples, await FindVideosAsync(set, examples, ct));
    }

    /// <summary>What a label has learned from its examples as they are now: trained here when it is out of date.</summary>
    /// <returns>The record; null when the label has no examples and never had.</returns>
    public async Task<TaughtLabelRecord?> TrainAsync(LabelSetRecord set, LabelRecord label, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(label);
        var known = await FindAsync(set, label.Id, ct);
        var examples = await TeachingExamples.ListAsync(annotations, set, label, ct);
        if (known is null && examples.Count == 0)
        {
            return null;
        }

        var space = spaces.FindActive(set.TenantId) ?? "";
        var ready = await FindVideosAsync(set, examples, ct);
        if (known is not null && !IsOutdated(known, space, examples, ready))
        {
            return known;
        }

        var result = await TrainAsync(set, space, examples, ready, ct);
        var now = clock.GetUtcNow();
        if (known is null)
        {
            await AddAsync(Create(set, label.Id), [], ct);
        }

        return await taught.UpdateAsync(
            set.TenantId,
            TaughtLabelRecord.FormatId(set.Id, label.Id),
            r =>
                r.With(result) with
                {
                    Space = space,
                    Fingerprint = TeachingExamples.ComputeFingerprint(space, examples, ready),
                    TrainedAt = now,
                    UpdatedAt = now,
                },
            [],
            ct
        );
    }

    /// <summary>Puts what was learned elsewhere in the place of what the label has learned.</summary>
    /// <exception cref="DomainException">The label has accepted examples of its own, or the file is of another space.</exception>
    public async Task<TaughtLabelRecord> ImportAsync(LabelSetRecord set, LabelRecord label, TaughtLabelRecord file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(file);
        var examples = await TeachingExamples.ListAsync(annotations, set, label, ct);
        var space = spaces.FindActive(set.TenantId) ?? "";
        if (examples.Any(e => e.Shows))
        {
            throw new DomainException(
                DomainErrorKind.Conflict,
                new Failure(
                    FailureCodes.LabelInUse,
                    $"The label \"{label.Name}\" has examples of its own, which a file would replace. Take the file into a label "
                        + "without accepted annotations."
                )
            );
        }

        if (space.Length > 0 && file.Space != space)
        {
            throw DomainErrors.Invalid(
                $"The parameter space says \"{file.Space}\", and this footage is described in \"{space}\": what was learned in one space "
                    + "means nothing in another. Export the label again from a server with the same models."
            );
        }

        if (await FindAsync(set, label.Id, ct) is null)
        {
            await AddAsync(Create(set, label.Id), [], ct);
        }

        var now = clock.GetUtcNow();
        return await taught.UpdateAsync(
            set.TenantId,
            TaughtLabelRecord.FormatId(set.Id, label.Id),
            r =>
                file with
                {
                    Id = r.Id,
                    TenantId = r.TenantId,
                    LabelSetId = r.LabelSetId,
                    LabelId = r.LabelId,
                    State = LabelJobStates.Ready,
                    Fingerprint = "",
                    IsImported = true,
                    CreatedAt = r.CreatedAt,
                    UpdatedAt = now,
                },
            [],
            ct
        ) ?? throw DomainErrors.NotFound("label set", set.Id);
    }

    private static bool IsOutdated(
        TaughtLabelRecord known,
        string space,
        IReadOnlyList<TeachingExample> examples,
        IReadOnlyDictionary<string, VideoRecord> ready
    ) => known.IsImported ? examples.Any(e => e.Shows) : known.Fingerprint != TeachingExamples.ComputeFingerprint(space, examples, ready);

    private async Task<TeachingResult> TrainAsync(
        LabelSetRecord set,
        string space,
        IReadOnlyList<TeachingExample> examples,
        IReadOnlyDictionary<string, VideoRecord> ready,
        CancellationToken ct
    )
    {
        var (reviewed, missing) = (new List<TeachingVideo>(), 0);
        foreach (var group in examples.GroupBy(e => e.VideoId, StringComparer.Ordinal))
        {
            if (ready.TryGetValue(group.Key, out var video) && await reader.FindAsync(video, space, null, ct) is { } found)
            {
                reviewed.Add(
                    found with
                    {
                        Accepted = [.. group.Where(e => e.Shows).Select(e => e.Range)],
                        Rejected = [.. group.Where(e => !e.Shows).Select(e => e.Range)],
                    }
                );
            }
            else
            {
                missing += group.Count();
            }
        }

        return LabelTrainer.Train(reviewed, await ReadOthersAsync(set, space, examples, ct), missing, ct);
    }

    private async Task<IReadOnlyList<TeachingVideo>> ReadOthersAsync(
        LabelSetRecord set,
        string space,
        IReadOnlyList<TeachingExample> examples,
        CancellationToken ct
    )
    {
        var shown = examples.Select(e => e.VideoId).ToHashSet(StringComparer.Ordinal);
        var rest = (await videos.ListAllAsync(set.TenantId, set.IndexId, new VideoFilter(), ct))
            .Where(v => !shown.Contains(v.Id))
            .OrderBy(v => v.Id, StringComparer.Ordinal)
            .ToList();
        var others = new List<TeachingVideo>();
        var count = Math.Min(MaxOtherVideos, rest.Count);
        for (var i = 0; i < count; i++)
        {
            if (await reader.FindAsync(rest[(int)((i + 0.5) * rest.Count / count)], space, MaxClipsOfOther, ct) is { } other)
            {
                others.Add(other);
            }
        }

        return others;
    }

    private async Task<IReadOnlyDictionary<string, VideoRecord>> FindVideosAsync(
        LabelSetRecord set,
        IReadOnlyList<TeachingExample> examples,
        CancellationToken ct
    ) =>
        examples.Count == 0
            ? new Dictionary<string, VideoRecord>()
            : (
                await videos.ListAllAsync(
                    set.TenantId,
                    set.IndexId,
                    new VideoFilter { Ids = [.. examples.Select(e => e.VideoId).Distinct()] },
                    ct
                )
            ).ToDictionary(v => v.Id, StringComparer.Ordinal);

    private TaughtLabelRecord Create(LabelSetRecord set, string labelId)
    {
        var now = clock.GetUtcNow();
        return new TaughtLabelRecord
        {
            Id = TaughtLabelRecord.FormatId(set.Id, labelId),
            TenantId = set.TenantId,
            LabelSetId = set.Id,
            LabelId = labelId,
            State = LabelJobStates.Ready,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    // Two may want to add it at once; whoever comes second finds it there.
    private async Task AddAsync(TaughtLabelRecord record, IReadOnlyList<JobRequest> jobs, CancellationToken ct)
    {
        try
        {
            await work.RunAsync(
                async () =>
                {
                    if (await taught.FindAsync(record.TenantId, record.Id, ct) is null)
                    {
                        await taught.AddAsync([record], jobs, ct);
                    }

                    return true;
                },
                ct
            );
        }
        catch (ParentMissingException)
        {
            throw DomainErrors.NotFound("label set", record.LabelSetId);
        }
    }
}
