using System.Collections.Concurrent;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Maps;
using Reelsight.Search.Ranking;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search;

/// <summary>
/// Finds moments in the ready videos of an index: by the objects seen, the words spoken and written, their meaning, the titles, and by
/// pictures. What is known of an index is kept in memory and brought up to date before a query when the index changed. Safe for many
/// callers at once.
/// </summary>
public sealed class SearchEngine
{
    private readonly IVideoStore _videos;
    private readonly IIndexStore _indexes;
    private readonly SearchOptions _options;
    private readonly SnapshotCache _snapshots;
    private readonly VectorIndexes _vectors;
    private readonly QueryReader _reader;
    private readonly ClauseLookup _lookup;
    private readonly Func<string, JointLookup?> _joint;
    private readonly ISpaceStore _spaces;
    private readonly IDescribedStore _described;
    private readonly DuplicateCache _duplicates;

    /// <summary>Clips that an index may have for its duplicates to be found: each is compared with all others.</summary>
    public const int MostComparedClips = 50_000;

    /// <summary>Places the labels in WordNet; loads no index yet (see <see cref="WarmUpAsync"/>).</summary>
    /// <param name="indexes">Indexes and their revisions.</param>
    /// <param name="videos">Videos and filters.</param>
    /// <param name="described">What the describers found.</param>
    /// <param name="spaces">Which space each tenant searches.</param>
    /// <param name="vectors">The vectors of clips; the caller disposes of them.</param>
    /// <param name="encode">The text encoder of <see cref="SearchOptions.TextSpace"/>, or null to search without meaning.</param>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="joint">The spaces that clips lie in, or null to search without them.</param>
    public SearchEngine(
        IIndexStore indexes,
        IVideoStore videos,
        IDescribedStore described,
        ISpaceStore spaces,
        VectorIndexes vectors,
        EncodeText? encode,
        WordNet wordNet,
        SearchOptions options,
        SpaceOf? joint = null
    )
    {
        (_indexes, _videos, _described, _spaces, _vectors, _options) = (indexes, videos, described, spaces, vectors, options);
        _snapshots = new SnapshotCache(indexes, videos, described, spaces, vectors, wordNet.Morphology, options);
        _duplicates = new DuplicateCache(_snapshots, Looks);
        _reader = new QueryReader(wordNet, new LabelMap(wordNet, LabelCatalog.Default));
        _lookup = new ClauseLookup(described, encode, wordNet, options);
        var lookups = new ConcurrentDictionary<string, JointLookup?>(StringComparer.Ordinal);
        _joint = searched =>
            lookups.GetOrAdd(searched, _ =>
                joint?.Invoke(searched) is { } space ? new JointLookup(searched, space, wordNet, _snapshots, options) : null
            );
    }

    /// <summary>Loads every index, so that the first query of each finds it in memory.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        foreach (var (tenantId, indexId) in await _indexes.AllAsync(ct))
        {
            if (await _snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot)
            {
                _joint(snapshot.Space);
            }
        }
    }

    /// <summary>
    /// Brings the vectors of every tenant to what is described, and takes the bytes of what was deleted off the disk. For the background:
    /// it may take long the first time.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task UpkeepAsync(CancellationToken ct)
    {
        var tenants = (await _indexes.AllAsync(ct))
            .Select(index => index.TenantId)
            .Concat(_vectors.Tenants)
            .Distinct(StringComparer.Ordinal);
        foreach (var tenantId in tenants)
        {
            await UpkeepAsync(tenantId, ct);
        }
    }

    /// <summary>The same for one tenant: also takes off the disk what belongs to spaces that were dropped.</summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task UpkeepAsync(string tenantId, CancellationToken ct)
    {
        var searched = _spaces.Searched(tenantId) ?? "";
        // Those being built as well, so that the first search after a switch finds its vectors.
        string[] described =
        [
            searched,
            .. (await _spaces.ListAsync(tenantId, ct)).Select(space => space.Space).Where(space => space != searched),
        ];
        _vectors.Sweep(tenantId, described);
        foreach (var space in described)
        {
            await _vectors.UpkeepAsync(tenantId, Looks(space), ct);
            var clips = space == searched ? _joint(space)?.Clips : ClipSpace.AsStored(space, SpaceName.VectorsOf(space));
            if (clips is not null)
            {
                await _vectors.UpkeepAsync(tenantId, clips, ct);
            }
        }
    }

    /// <summary>What there is to map of an index, or null when there is no such index. Reads no vector.</summary>
    public async Task<MapFootage?> FootageAsync(string tenantId, string indexId, CancellationToken ct) =>
        await _snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot
            ? new MapFootage(tenantId, indexId, snapshot, Mapped(snapshot.Space).Name)
            : null;

    /// <summary>
    /// Makes the map of footage. It takes both cores and, with a hundred thousand points, a minute; components are there after the first
    /// seconds.
    /// </summary>
    /// <param name="footage">What to map.</param>
    /// <param name="unit">What a point is.</param>
    /// <param name="report">Told of every step, from several threads.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<MapPoints> MapAsync(MapFootage footage, MapUnit unit, Action<MapStep> report, CancellationToken ct)
    {
        var vectors = await MapVectors.ReadAsync(_snapshots, footage, Mapped(footage.Snapshot.Space), Looks(footage.Snapshot.Space), ct);
        return MapMaking.Of(unit == MapUnit.Video ? vectors.ByVideo(footage.Videos.Count) : vectors, report, ct);
    }

    // Without a joint space, how clips look is the best there is.
    private ClipSpace Mapped(string described) => _joint(described)?.Clips ?? Looks(described);

    /// <summary>The whole ranked answer. Any text is a query; an index that does not exist has no videos.</summary>
    /// <exception cref="ArgumentException">There are more pictures or entities than a query takes.</exception>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken ct)
    {
        if (query.Pictures.Count > SearchQuery.MostPictures || query.Entities.Count > SearchQuery.MostEntities)
        {
            throw new ArgumentException(
                $"A query takes {SearchQuery.MostPictures} pictures and {SearchQuery.MostEntities} entities at most.",
                nameof(query)
            );
        }
        var asked = _reader.Read(query.Text);
        var read = (query.Modalities.HasFlag(Modalities.Visual) ? asked : asked.Heard()).With(query.Pictures, query.Entities);
        if (await _snapshots.GetAsync(query.TenantId, query.IndexId, ct) is not { } snapshot)
        {
            return new SearchResult([], 0, 0, ReadingReport.Of(read, [.. read.Clauses.Select(_ => 0u)], 0, query.Filter is not null, 0));
        }
        var space = _joint(snapshot.Space);
        read = space is null ? read : read with { Clauses = [.. read.Clauses.Select(space.Name)] };
        // Only ready videos are in a snapshot, whatever states the filter names.
        var pool = new VideoPool(
            snapshot,
            query.Filter is null
                ? null
                : (await _videos.AllAsync(query.TenantId, query.IndexId, query.Filter, ct)).Select(video => video.Id)
        );
        var evidences = new Evidences(query);
        var found = new List<FoundWords>();
        foreach (var clause in read.Clauses)
        {
            found.Add(await _lookup.FindAsync(query, clause, snapshot, pool, evidences, ct));
        }
        read = read with { Clauses = [.. found.Select(words => words.Clause)] };
        ct.ThrowIfCancellationRequested();
        // Pictures and entities belong to the first clause.
        using var pictures =
            pool.Count > 0 && evidences.Visual && query.Pictures.Count + query.Entities.Count > 0
                ? await _snapshots.SearchClipsAsync(
                    query.TenantId,
                    query.IndexId,
                    snapshot,
                    Looks(snapshot.Space),
                    clips => PictureChannel.LookAsync(read.Clauses[0].Parts, clips, pool, _options, ct),
                    ct
                )
                : null;
        var clauses = new List<ClauseFinder>();
        foreach (var words in found)
        {
            var joint =
                space is not null && pool.Count > 0 && evidences.Visual
                    ? await space.FindAsync(query, words.Clause, snapshot, pool, ct)
                    : null;
            clauses.Add(
                new ClauseFinder(
                    query,
                    words.Clause,
                    _options,
                    snapshot,
                    pool,
                    evidences,
                    words.Lines,
                    words.Unwanted,
                    clauses.Count == 0 ? pictures : null,
                    joint
                )
            );
        }
        ct.ThrowIfCancellationRequested();
        var best = clauses.Exists(clause => clause.Parts.Count == 0)
            ? []
            : new MomentFinder(query, clauses, read.Links, _options, snapshot).Find();
        var fitting = best.SelectMany(one => clauses.SelectMany(clause => clause.Joint?.ClipsIn(one.Moment) ?? [])).Distinct();
        var frames = await _described.FramesAsync(query.TenantId, snapshot.Space, [.. fitting], ct);
        var explanation = new Explanation(clauses, read.Links, evidences, snapshot, frames);
        var moments = new Moment[best.Count];
        Parallel.For(0, best.Count, place => moments[place] = explanation.Describe(best[place].Score, best[place].Moment));
        return new SearchResult(
            moments,
            pool.Count,
            pool.DurationSec,
            ReadingReport.Of(
                read,
                [.. clauses.Select(clause => clause.Lines.PartsFound | clause.TitlePartsFound)],
                pool.Count,
                query.Filter is not null,
                moments.Length
            )
        );
    }

    /// <summary>
    /// Groups of ready videos of which two each share most of the shorter one, surest first; null when the index has more than
    /// <see cref="MostComparedClips"/> clips. Clips of one still camera are as alike as copies are.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index; one that does not exist has no videos.</param>
    /// <param name="similarity">Cosine from which two clips are alike, or null for <see cref="SearchOptions.SameLook"/>.</param>
    /// <param name="overlap">Part of the shorter video that has to be alike to the other, 0-1.</param>
    /// <param name="ct">Ends the search.</param>
    public Task<IReadOnlyList<DuplicateGroup>?> FindDuplicatesAsync(
        string tenantId,
        string indexId,
        double? similarity,
        double overlap,
        CancellationToken ct
    ) => _duplicates.FindAsync(tenantId, indexId, similarity ?? _options.SameLook, overlap, MostComparedClips, ct);

    private ClipSpace Looks(string described) => ClipSpace.Looks(described, _options.LookSpace);
}
