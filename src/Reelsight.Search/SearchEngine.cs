using Reelsight.Models.Joint;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Maps;
using Reelsight.Search.Ranking;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search;

/// <summary>
/// Finds moments in the ready videos of an index: by the objects seen, the words spoken and written, their meaning, the titles, and by pictures.
/// What is known of an index is kept in memory and brought up to date before a query when the index changed. Safe for many callers at once.
/// </summary>
public sealed class SearchEngine
{
    private readonly IVideoStore _videos;
    private readonly IIndexStore _indexes;
    private readonly SearchOptions _options;
    private readonly SnapshotCache _snapshots;
    private readonly VectorIndexes _vectors;
    private readonly ClipSpace _looks;
    private readonly QueryReader _reader;
    private readonly ClauseLookup _lookup;
    private readonly JointLookup? _joint;
    private readonly IDescribedStore _described;
    private readonly DuplicateCache _duplicates;

    /// <summary>Clips that an index may have for its duplicates to be found: each is compared with all others.</summary>
    public const int MostComparedClips = 50_000;

    /// <summary>Places the labels in WordNet; loads no index yet (see <see cref="WarmUpAsync"/>).</summary>
    /// <param name="indexes">Indexes and their revisions.</param>
    /// <param name="videos">Videos and filters.</param>
    /// <param name="described">What the describers found.</param>
    /// <param name="vectors">The vectors of clips; the caller disposes of them.</param>
    /// <param name="encode">The text encoder of <see cref="SearchOptions.TextSpace"/>, or null to search without meaning.</param>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="joint">The joint space that clips lie in, or null to search without it.</param>
    public SearchEngine(
        IIndexStore indexes, IVideoStore videos, IDescribedStore described, VectorIndexes vectors, EncodeText? encode, WordNet wordNet, SearchOptions options,
        JointSpace? joint = null)
    {
        (_indexes, _videos, _described, _vectors, _options) = (indexes, videos, described, vectors, options);
        _looks = ClipSpace.Looks(options.LookSpace);
        _snapshots = new SnapshotCache(indexes, videos, described, vectors, wordNet.Morphology, options);
        _duplicates = new DuplicateCache(_snapshots, _looks);
        _reader = new QueryReader(wordNet, new LabelMap(wordNet, LabelCatalog.Default));
        _lookup = new ClauseLookup(described, encode, wordNet, options);
        _joint = joint is null ? null : new JointLookup(joint, wordNet, _snapshots, options);
    }

    /// <summary>Loads every index, so that the first query of each finds it in memory.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        foreach (var (tenantId, indexId) in await _indexes.AllAsync(ct))
        {
            await _snapshots.GetAsync(tenantId, indexId, ct);
        }
    }

    /// <summary>
    /// Brings the vectors of every tenant to what is described, and takes the bytes of what was deleted off the disk. For the background: it
    /// may take long the first time.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task UpkeepAsync(CancellationToken ct)
    {
        var tenants = (await _indexes.AllAsync(ct)).Select(index => index.TenantId).Concat(_vectors.Tenants).Distinct(StringComparer.Ordinal);
        foreach (var tenantId in tenants)
        {
            await _vectors.UpkeepAsync(tenantId, _looks, ct);
            if (_joint is not null)
            {
                await _vectors.UpkeepAsync(tenantId, _joint.Clips, ct);
            }
        }
    }

    /// <summary>What there is to map of an index, or null when there is no such index. Reads no vector.</summary>
    public async Task<MapFootage?> FootageAsync(string tenantId, string indexId, CancellationToken ct) =>
        await _snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot ? new MapFootage(tenantId, indexId, snapshot, MappedSpace.Name) : null;

    /// <summary>
    /// Makes the map of footage. It takes both cores and, with a hundred thousand points, a minute; components are there after the first seconds.
    /// </summary>
    /// <param name="footage">What to map.</param>
    /// <param name="unit">What a point is.</param>
    /// <param name="report">Told of every step, from several threads.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<MapPoints> MapAsync(MapFootage footage, MapUnit unit, Action<MapStep> report, CancellationToken ct)
    {
        var vectors = await MapVectors.ReadAsync(_snapshots, footage, MappedSpace, _looks, ct);
        return MapMaking.Of(unit == MapUnit.Video ? vectors.ByVideo(footage.Videos.Count) : vectors, report, ct);
    }

    // Without a joint space, how clips look is the best there is.
    private ClipSpace MappedSpace => _joint?.Clips ?? _looks;

    /// <summary>The whole ranked answer. Any text is a query; an index that does not exist has no videos.</summary>
    /// <exception cref="ArgumentException">There are more pictures or entities than a query takes.</exception>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken ct)
    {
        if (query.Pictures.Count > SearchQuery.MostPictures || query.Entities.Count > SearchQuery.MostEntities)
        {
            throw new ArgumentException($"A query takes {SearchQuery.MostPictures} pictures and {SearchQuery.MostEntities} entities at most.", nameof(query));
        }
        var asked = _reader.Read(query.Text);
        var read = (query.Modalities.HasFlag(Modalities.Visual) ? asked : asked.Heard()).With(query.Pictures, query.Entities);
        read = _joint is null ? read : read with { Clauses = [.. read.Clauses.Select(_joint.Name)] };
        if (await _snapshots.GetAsync(query.TenantId, query.IndexId, ct) is not { } snapshot)
        {
            return new SearchResult([], 0, 0, ReadingReport.Of(read, [.. read.Clauses.Select(_ => 0u)], 0, query.Filter is not null, 0));
        }
        // Only ready videos are in a snapshot, whatever states the filter names.
        var pool = new VideoPool(snapshot, query.Filter is null
            ? null
            : (await _videos.AllAsync(query.TenantId, query.IndexId, query.Filter, ct)).Select(video => video.Id));
        var evidences = new Evidences(query);
        var found = new List<FoundWords>();
        foreach (var clause in read.Clauses)
        {
            found.Add(await _lookup.FindAsync(query, clause, snapshot, pool, evidences, ct));
        }
        read = read with { Clauses = [.. found.Select(words => words.Clause)] };
        ct.ThrowIfCancellationRequested();
        // Pictures and entities belong to the first clause.
        using var pictures = pool.Count > 0 && evidences.Visual && query.Pictures.Count + query.Entities.Count > 0
            ? await _snapshots.SearchClipsAsync(
                query.TenantId, query.IndexId, snapshot, _looks, clips => PictureChannel.LookAsync(read.Clauses[0].Parts, clips, pool, _options, ct), ct)
            : null;
        var clauses = new List<ClauseFinder>();
        foreach (var words in found)
        {
            var joint = _joint is not null && pool.Count > 0 && evidences.Visual ? await _joint.FindAsync(query, words.Clause, snapshot, pool, ct) : null;
            clauses.Add(new ClauseFinder(
                query, words.Clause, _options, snapshot, pool, evidences, words.Lines, words.Unwanted, clauses.Count == 0 ? pictures : null, joint));
        }
        ct.ThrowIfCancellationRequested();
        var best = clauses.Exists(clause => clause.Parts.Count == 0) ? [] : new MomentFinder(query, clauses, read.Links, _options, snapshot).Find();
        var fitting = best.SelectMany(one => clauses.SelectMany(clause => clause.Joint?.ClipsIn(one.Moment) ?? [])).Distinct();
        var frames = await _described.FramesAsync(query.TenantId, [.. fitting], ct);
        var explanation = new Explanation(clauses, read.Links, evidences, snapshot, frames);
        var moments = new Moment[best.Count];
        Parallel.For(0, best.Count, place => moments[place] = explanation.Describe(best[place].Score, best[place].Moment));
        return new SearchResult(moments, pool.Count, pool.DurationSec, ReadingReport.Of(
            read, [.. clauses.Select(clause => clause.Lines.PartsFound | clause.TitlePartsFound)], pool.Count, query.Filter is not null, moments.Length));
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
    public Task<IReadOnlyList<DuplicateGroup>?> FindDuplicatesAsync(string tenantId, string indexId, double? similarity, double overlap, CancellationToken ct) =>
        _duplicates.FindAsync(tenantId, indexId, similarity ?? _options.SameLook, overlap, MostComparedClips, ct);
}
