using System.Collections.Concurrent;
using Reelsight.Core.Embeddings;
using Reelsight.Search.Duplicates;
using Reelsight.Search.Explanation;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Maps;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Engine;

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
    private readonly TenantVectorIndexes _vectors;
    private readonly QueryParser _parser;
    private readonly PassageRetriever _passages;
    private readonly Func<string, JointRetriever?> _jointRetrievers;
    private readonly IVisualSpaceStore _spaces;
    private readonly IDescriptionStore _described;
    private readonly DuplicateCache _duplicates;

    /// <summary>Clips that an index may have for its duplicates to be found: each is compared with all others.</summary>
    public const int MaxComparedClips = 50_000;

    /// <summary>Places the labels in WordNet; loads no index yet (see <see cref="WarmUpAsync"/>).</summary>
    /// <param name="indexes">Indexes and their revisions.</param>
    /// <param name="videos">Videos and filters.</param>
    /// <param name="described">What the describers found.</param>
    /// <param name="spaces">Which space each tenant searches.</param>
    /// <param name="vectors">The vectors of clips; the caller disposes of them.</param>
    /// <param name="encode">The text encoder of <see cref="SearchOptions.TextSpace"/>, or null to search without meaning.</param>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="jointChannel">The spaces that clips lie in, or null to search without them.</param>
    public SearchEngine(
        IIndexStore indexes,
        IVideoStore videos,
        IDescriptionStore described,
        IVisualSpaceStore spaces,
        TenantVectorIndexes vectors,
        EncodeText? encode,
        WordNet wordNet,
        SearchOptions options,
        ResolveVisualSpace? jointChannel = null
    )
    {
        (_indexes, _videos, _described, _spaces, _vectors, _options) = (indexes, videos, described, spaces, vectors, options);
        _snapshots = new SnapshotCache(indexes, videos, described, spaces, vectors, wordNet.Morphology, options);
        _duplicates = new DuplicateCache(_snapshots, GetVisualFeatureSpace);
        _parser = new QueryParser(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));
        _passages = new PassageRetriever(described, encode, wordNet, options);
        var lookups = new ConcurrentDictionary<string, JointRetriever?>(StringComparer.Ordinal);
        _jointRetrievers = searchedSpace =>
            lookups.GetOrAdd(searchedSpace, _ =>
                jointChannel?.Invoke(searchedSpace) is { } space
                    ? new JointRetriever(searchedSpace, space, wordNet, _snapshots, options)
                    : null
            );
    }

    /// <summary>Loads every index, so that the first query of each finds it in memory.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        foreach (var (tenantId, indexId) in await _indexes.ListAllAsync(ct))
        {
            if (await _snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot)
            {
                _jointRetrievers(snapshot.Space);
            }
        }
    }

    /// <summary>
    /// Brings the vectors of every tenant to what is described, and takes the bytes of what was deleted off the disk. For the background:
    /// it may take long the first time.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task MaintainAsync(CancellationToken ct)
    {
        var tenants = (await _indexes.ListAllAsync(ct))
            .Select(index => index.TenantId)
            .Concat(_vectors.Tenants)
            .Distinct(StringComparer.Ordinal);
        foreach (var tenantId in tenants)
        {
            await MaintainAsync(tenantId, ct);
        }
    }

    /// <summary>The same for one tenant: also takes off the disk what belongs to spaces that were dropped.</summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task MaintainAsync(string tenantId, CancellationToken ct)
    {
        var searchedSpace = _spaces.FindActive(tenantId) ?? "";
        // Those being built as well, so that the first search after a switch finds its vectors.
        string[] described =
        [
            searchedSpace,
            .. (await _spaces.ListAsync(tenantId, ct)).Select(space => space.Space).Where(space => space != searchedSpace),
        ];
        _vectors.DeleteDroppedSpaces(tenantId, described);
        foreach (var space in described)
        {
            await _vectors.MaintainAsync(tenantId, GetVisualFeatureSpace(space), ct);
            var clips =
                space == searchedSpace
                    ? _jointRetrievers(space)?.ClipSpace
                    : ClipVectorSpace.AsStored(space, VisualSpaceName.GetVectorSpace(space));
            if (clips is not null)
            {
                await _vectors.MaintainAsync(tenantId, clips, ct);
            }
        }
    }

    /// <summary>What there is to map of an index, or null when there is no such index. Reads no vector.</summary>
    public async Task<MapSource?> GetMapSourceAsync(string tenantId, string indexId, CancellationToken ct) =>
        await _snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot
            ? new MapSource(tenantId, indexId, snapshot, SelectMapSpace(snapshot.Space).Name)
            : null;

    /// <summary>
    /// Makes the map of footage. It takes both cores and, with a hundred thousand points, a minute; components are there after the first
    /// seconds.
    /// </summary>
    /// <param name="source">What to map.</param>
    /// <param name="unit">What a point is.</param>
    /// <param name="report">Told of every step, from several threads.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<MapData> BuildMapAsync(MapSource source, MapUnit unit, Action<MapProgress> report, CancellationToken ct)
    {
        var vectors = await MapVectors.ReadAsync(
            _snapshots,
            source,
            SelectMapSpace(source.Snapshot.Space),
            GetVisualFeatureSpace(source.Snapshot.Space),
            ct
        );
        return MapBuilder.Build(unit == MapUnit.Video ? vectors.AverageByVideo(source.Videos.Count) : vectors, report, ct);
    }

    // Without a joint space, how clips look is the best there is.
    private ClipVectorSpace SelectMapSpace(string described) => _jointRetrievers(described)?.ClipSpace ?? GetVisualFeatureSpace(described);

    /// <summary>The whole ranked answer. Any text is a query; an index that does not exist has no videos.</summary>
    /// <exception cref="ArgumentException">There are more pictures or entities than a query takes.</exception>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken ct)
    {
        if (query.Images.Count > SearchQuery.MaxImages || query.Entities.Count > SearchQuery.MaxEntities)
        {
            throw new ArgumentException(
                $"A query takes {SearchQuery.MaxImages} pictures and {SearchQuery.MaxEntities} entities at most.",
                nameof(query)
            );
        }
        var parsedAsTyped = _parser.Parse(query.Text);
        var parsed = (query.Modalities.HasFlag(Modalities.Visual) ? parsedAsTyped : parsedAsTyped.ForAudioOnly()).WithImages(
            query.Images,
            query.Entities
        );
        if (await _snapshots.GetAsync(query.TenantId, query.IndexId, ct) is not { } snapshot)
        {
            return new SearchResult(
                [],
                0,
                0,
                QueryExplainer.Explain(parsed, [.. parsed.Clauses.Select(_ => 0u)], 0, query.Filter is not null, 0)
            );
        }
        var space = _jointRetrievers(snapshot.Space);
        parsed = space is null ? parsed : parsed with { Clauses = [.. parsed.Clauses.Select(space.ResolveNames)] };
        // Only ready videos are in a snapshot, whatever states the filter names.
        var pool = new VideoPool(
            snapshot,
            query.Filter is null
                ? null
                : (await _videos.ListAllAsync(query.TenantId, query.IndexId, query.Filter, ct)).Select(video => video.Id)
        );
        var evidenceFilter = new EvidenceFilter(query);
        var found = new List<PassageMatches>();
        foreach (var clause in parsed.Clauses)
        {
            found.Add(await _passages.RetrieveAsync(query, clause, snapshot, pool, evidenceFilter, ct));
        }
        parsed = parsed with { Clauses = [.. found.Select(matches => matches.Clause)] };
        ct.ThrowIfCancellationRequested();
        // Pictures and entities belong to the first clause.
        using var images =
            pool.Count > 0 && evidenceFilter.AllowsVisual && query.Images.Count + query.Entities.Count > 0
                ? await _snapshots.SearchClipsAsync(
                    query.TenantId,
                    query.IndexId,
                    snapshot,
                    GetVisualFeatureSpace(snapshot.Space),
                    clips => VisualSimilarityChannel.SearchAsync(parsed.Clauses[0].Terms, clips, pool, _options, ct),
                    ct
                )
                : null;
        var clauses = new List<ClauseMatcher>();
        foreach (var matches in found)
        {
            var jointChannel =
                space is not null && pool.Count > 0 && evidenceFilter.AllowsVisual
                    ? await space.RetrieveAsync(query, matches.Clause, snapshot, pool, ct)
                    : null;
            clauses.Add(
                new ClauseMatcher(
                    query,
                    matches.Clause,
                    _options,
                    snapshot,
                    pool,
                    evidenceFilter,
                    matches.Passages,
                    matches.Excluded,
                    clauses.Count == 0 ? images : null,
                    jointChannel
                )
            );
        }
        ct.ThrowIfCancellationRequested();
        var best = clauses.Exists(clause => clause.Terms.Count == 0)
            ? []
            : new MomentRetriever(query, clauses, parsed.Links, _options, snapshot).Retrieve();
        var fitting = best.SelectMany(one => clauses.SelectMany(clause => clause.Joint?.GetMatchingClips(one.Moment) ?? [])).Distinct();
        var frames = await _described.ReadFramesAsync(query.TenantId, snapshot.Space, [.. fitting], ct);
        var explainer = new MomentExplainer(clauses, parsed.Links, evidenceFilter, snapshot, frames);
        var moments = new Moment[best.Count];
        Parallel.For(0, best.Count, place => moments[place] = explainer.Explain(best[place].Score, best[place].Moment));
        return new SearchResult(
            moments,
            pool.Count,
            pool.DurationSec,
            QueryExplainer.Explain(
                parsed,
                [.. clauses.Select(clause => clause.Passages.TermsFound | clause.TitleTermsFound)],
                pool.Count,
                query.Filter is not null,
                moments.Length
            )
        );
    }

    /// <summary>
    /// Groups of ready videos of which two each share most of the shorter one, surest first; null when the index has more than
    /// <see cref="MaxComparedClips"/> clips. Clips of one still camera are as alike as copies are.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index; one that does not exist has no videos.</param>
    /// <param name="similarity">Cosine from which two clips are alike, or null for <see cref="SearchOptions.NearDuplicateThreshold"/>.</param>
    /// <param name="overlap">Part of the shorter video that has to be alike to the other, 0-1.</param>
    /// <param name="ct">Ends the search.</param>
    public Task<IReadOnlyList<DuplicateGroup>?> FindDuplicatesAsync(
        string tenantId,
        string indexId,
        double? similarity,
        double overlap,
        CancellationToken ct
    ) => _duplicates.FindAsync(tenantId, indexId, similarity ?? _options.NearDuplicateThreshold, overlap, MaxComparedClips, ct);

    private ClipVectorSpace GetVisualFeatureSpace(string described) =>
        ClipVectorSpace.ForVisualFeatures(described, _options.VisualFeatureSpace);
}
