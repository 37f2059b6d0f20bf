using Reelsight.Search.Explanation;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Telemetry;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Engine;

/// <summary>
/// Finds moments in the ready videos of an index: by the objects seen, the words spoken and written, their meaning, the titles, and by
/// query images. Works on an in-memory snapshot of the index, which is brought up to date before a query when the index changed.
/// Thread-safe.
/// </summary>
public sealed class SearchEngine : IDisposable
{
    private readonly IVideoStore _videos;
    private readonly IDescriptionStore _descriptions;
    private readonly SnapshotCache _snapshots;
    private readonly JointRetrievers _jointRetrievers;
    private readonly SearchOptions _options;
    private readonly QueryParser _parser;
    private readonly PassageRetriever _passages;
    private readonly ITaughtMoments? _taught;

    // A search is computation. As many as there are cores run, the others wait here rather than for a thread, so that requests that only
    // read a record don't wait behind all of them.
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <summary>Maps the detector's labels to WordNet; loads no index yet (see <see cref="IndexWarmUp"/>).</summary>
    /// <param name="videos">Videos and filters.</param>
    /// <param name="descriptions">Full-text search, and the frames of single clips.</param>
    /// <param name="snapshots">The in-memory snapshots of the indexes.</param>
    /// <param name="jointRetrievers">Search by joint embeddings.</param>
    /// <param name="encode">The text encoders of <see cref="SearchOptions.TextSpaces"/>, or null to search without meaning.</param>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="options">Thresholds and limits.</param>
    /// <param name="taught">Finds labels that were taught by example; null to search without them.</param>
    public SearchEngine(
        IVideoStore videos,
        IDescriptionStore descriptions,
        SnapshotCache snapshots,
        JointRetrievers jointRetrievers,
        EncodeText? encode,
        WordNet wordNet,
        SearchOptions options,
        ITaughtMoments? taught = null
    )
    {
        _taught = taught;
        (_videos, _descriptions, _snapshots, _jointRetrievers, _options) = (videos, descriptions, snapshots, jointRetrievers, options);
        _parser = new QueryParser(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));
        _passages = new PassageRetriever(descriptions, encode, wordNet, options);
    }

    /// <summary>
    /// Answers a query with the whole ranked list of moments. Any text is a valid query; an index that does not exist has no videos.
    /// </summary>
    /// <exception cref="ArgumentException">There are more images or entities than a query takes.</exception>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            return await SearchInTurnAsync(query, ct);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<SearchResult> SearchInTurnAsync(SearchQuery query, CancellationToken ct)
    {
        var parsed = SearchTelemetry.Stages.Run("parse", () => Parse(query));
        if (await _snapshots.GetAsync(query.TenantId, query.IndexId, ct) is not { } snapshot)
        {
            return ExplainMissingIndex(query, parsed);
        }
        using var evidence = await SearchTelemetry.Stages.RunAsync("retrieve", () => RetrieveAsync(query, parsed, snapshot, ct));
        ct.ThrowIfCancellationRequested();
        var ranked = SearchTelemetry.Stages.Run("rank", () => Rank(query, evidence));
        var found = await SearchTelemetry.Stages.RunAsync("explain", () => ExplainAsync(query, evidence, ranked, ct));
        return _taught is not null && await _taught.FindAsync(query, ct) is { } taught
            ? TaughtMomentMerger.Merge(query, found, taught)
            : found;
    }

    private ParsedQuery Parse(SearchQuery query)
    {
        if (query.Images.Count > SearchQuery.MaxImages || query.Entities.Count > SearchQuery.MaxEntities)
        {
            throw new ArgumentException(
                $"A query takes {SearchQuery.MaxImages} pictures and {SearchQuery.MaxEntities} entities at most.",
                nameof(query)
            );
        }
        var parsed = _parser.Parse(query.Text);
        parsed = query.Modalities.HasFlag(Modalities.Visual) ? parsed : parsed.ForAudioOnly();
        return parsed.WithImages(query.Images, query.Entities);
    }

    private async Task<RetrievedEvidence> RetrieveAsync(SearchQuery query, ParsedQuery parsed, IndexSnapshot snapshot, CancellationToken ct)
    {
        var joint = _jointRetrievers.Get(snapshot.Space);
        parsed = joint is null ? parsed : parsed with { Clauses = [.. parsed.Clauses.Select(joint.ResolveNames)] };
        var pool = await CreatePoolAsync(query, snapshot, ct);
        var filter = new EvidenceFilter(query);
        var passages = new List<PassageMatches>();
        foreach (var clause in parsed.Clauses)
        {
            passages.Add(await _passages.RetrieveAsync(query, clause, snapshot, pool, filter, ct));
        }
        parsed = parsed with { Clauses = [.. passages.Select(matches => matches.Clause)] };
        ct.ThrowIfCancellationRequested();
        var searchesVectors = pool.Count > 0 && filter.AllowsVisual;
        var images = searchesVectors ? await SearchImagesAsync(query, parsed, snapshot, pool, ct) : null;
        try
        {
            var clauses = new List<ClauseMatcher>();
            foreach (var (clause, found, excluded) in passages)
            {
                clauses.Add(
                    new ClauseMatcher(
                        query,
                        clause,
                        _options,
                        snapshot,
                        pool,
                        filter,
                        found,
                        excluded,
                        clauses.Count == 0 ? images : null,
                        searchesVectors && joint is not null ? await joint.RetrieveAsync(query, clause, snapshot, pool, ct) : null
                    )
                );
            }
            return new RetrievedEvidence(parsed, snapshot, pool, filter, clauses, images);
        }
        catch
        {
            images?.Dispose();
            throw;
        }
    }

    // A snapshot has ready videos only, whatever states the filter names.
    private async Task<VideoPool> CreatePoolAsync(SearchQuery query, IndexSnapshot snapshot, CancellationToken ct)
    {
        if (query.Filter is null)
        {
            return new VideoPool(snapshot, null);
        }
        var admitted = await _videos.ListAllAsync(query.TenantId, query.IndexId, query.Filter, ct);
        return new VideoPool(snapshot, admitted.Select(video => video.Id));
    }

    // Images and entities belong to the first clause.
    private async Task<VisualSimilarityChannel?> SearchImagesAsync(
        SearchQuery query,
        ParsedQuery parsed,
        IndexSnapshot snapshot,
        VideoPool pool,
        CancellationToken ct
    ) =>
        query.Images.Count + query.Entities.Count == 0
            ? null
            : await _snapshots.SearchClipsAsync(
                query.TenantId,
                query.IndexId,
                snapshot,
                ClipVectorSpace.ForVisualFeatures(snapshot.Space, _options),
                clips => VisualSimilarityChannel.SearchAsync(parsed.Clauses[0].Terms, clips, pool, _options, ct),
                ct
            );

    private List<(double Score, MomentCandidate Moment)> Rank(SearchQuery query, RetrievedEvidence evidence) =>
        evidence.Clauses.Exists(clause => clause.Terms.Count == 0)
            ? []
            : new MomentRetriever(query, evidence.Clauses, evidence.Parsed.Links, _options, evidence.Snapshot).Retrieve();

    private async Task<SearchResult> ExplainAsync(
        SearchQuery query,
        RetrievedEvidence evidence,
        List<(double Score, MomentCandidate Moment)> ranked,
        CancellationToken ct
    )
    {
        var (parsed, snapshot, pool, filter, clauses, _) = evidence;
        var matchingClips = ranked
            .SelectMany(one => clauses.SelectMany(clause => clause.Joint?.GetMatchingClips(one.Moment) ?? []))
            .Distinct();
        var frames = await _descriptions.ReadFramesAsync(query.TenantId, snapshot.Space, [.. matchingClips], ct);
        var explainer = new MomentExplainer(clauses, parsed.Links, filter, snapshot, frames);
        var moments = new Moment[ranked.Count];
        Parallel.For(0, moments.Length, rank => moments[rank] = explainer.Explain(ranked[rank].Score, ranked[rank].Moment));
        var reading = QueryExplainer.Explain(
            parsed,
            [.. clauses.Select(clause => clause.Passages.TermsFound | clause.TitleTermsFound)],
            pool.Count,
            query.Filter is not null,
            moments.Length
        );
        var closest = await ClosestClipFinder.FindAsync(
            query,
            parsed,
            _jointRetrievers.Get(snapshot.Space),
            snapshot,
            pool,
            ranked,
            _options,
            ct
        );
        return new SearchResult(moments, pool.Count, pool.DurationSec, reading, closest);
    }

    private static SearchResult ExplainMissingIndex(SearchQuery query, ParsedQuery parsed) =>
        new([], 0, 0, QueryExplainer.Explain(parsed, [.. parsed.Clauses.Select(_ => 0u)], 0, query.Filter is not null, 0), []);

    /// <summary>
    /// What was found for each clause of a query, before anything is ranked. Holds vectors in memory until it is disposed of.
    /// </summary>
    private sealed record RetrievedEvidence(
        ParsedQuery Parsed,
        IndexSnapshot Snapshot,
        VideoPool Pool,
        EvidenceFilter Filter,
        List<ClauseMatcher> Clauses,
        VisualSimilarityChannel? Images
    ) : IDisposable
    {
        public void Dispose() => Images?.Dispose();
    }
}
