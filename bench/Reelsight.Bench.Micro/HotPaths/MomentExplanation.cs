using Reelsight.Core.Embeddings;
using Reelsight.Search.Explanation;
using Reelsight.Search.Ranking;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>The reasons for the first page of results.</summary>
internal sealed class MomentExplanation : HotPath
{
    private const int PageSize = 50;

    private readonly MomentExplainer _explainer;
    private readonly (double Score, MomentCandidate Moment)[] _page;

    public MomentExplanation()
    {
        var library = new SampleLibrary();
        var clauses = library.MatchClauses();
        _page = [.. library.Rank(clauses).Take(PageSize)];
        _explainer = new MomentExplainer(
            clauses,
            library.Parsed.Links,
            library.Filter,
            library.Snapshot,
            new Dictionary<(string ContentHash, int Clip), FrameVectorSet>()
        );
    }

    /// <inheritdoc/>
    public override int Run() => _page.Sum(found => _explainer.Explain(found.Score, found.Moment).Reasons.Count);
}
