using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>One query over one snapshot: goes from video to video and keeps the best moments.</summary>
internal sealed class MomentFinder(
    SearchQuery query,
    IReadOnlyList<ClauseFinder> clauses,
    IReadOnlyList<TimeLink> links,
    SearchOptions options,
    IndexSnapshot snapshot
)
{
    /// <summary>Videos from which a second thread pays.</summary>
    private const int ParallelVideos = 2000;

    /// <summary>The best moments, best first.</summary>
    public List<(double Score, Candidate Moment)> Find()
    {
        var videos = Videos();
        // The most promising first: once a bound lies below the bar, so do all that follow.
        videos.Sort(static (a, b) => a.Bound != b.Bound ? b.Bound.CompareTo(a.Bound) : a.Video.CompareTo(b.Video));
        var halves = videos.Count >= ParallelVideos ? 2 : 1;
        var found = new Vectors.BestRows<Candidate>[halves];
        Parallel.For(0, halves, new ParallelOptions { MaxDegreeOfParallelism = halves }, half =>
        {
            var best = new Vectors.BestRows<Candidate>(options.MostMoments);
            ClauseWalk[] walks = [.. clauses.Select(clause => new ClauseWalk(clause, snapshot))];
            for (var i = half; i < videos.Count && videos[i].Bound >= best.Bar; i += halves)
            {
                Look(videos[i].Video, walks, best);
            }
            found[half] = best;
        });
        var all = new Vectors.BestRows<Candidate>(options.MostMoments);
        foreach (var (score, moment) in found.SelectMany(best => best.TakeAll()))
        {
            all.Add(score, moment);
        }
        return all.TakeAll();
    }

    /// <summary>The videos in which every clause may be found, with a score that none of their moments exceeds.</summary>
    private List<(int Video, double Bound)> Videos()
    {
        var videos = clauses[0].Videos();
        foreach (var clause in clauses.Skip(1))
        {
            var others = clause.Videos().ToDictionary(video => video.Video, video => video.Bound);
            videos =
            [
                .. videos.Where(video => others.ContainsKey(video.Video)).Select(video => (video.Video, video.Bound + others[video.Video])),
            ];
        }
        return clauses.Count == 1 ? videos : videos.ConvertAll(video => (video.Video, video.Bound / clauses.Count));
    }

    private void Look(int place, ClauseWalk[] walks, Vectors.BestRows<Candidate> best)
    {
        if (walks.Length == 1)
        {
            foreach (var piece in walks[0].Look(place, best.Bar))
            {
                if (Admits(piece.Modalities, piece.AnswersEvery))
                {
                    best.Add(piece.Score, new Candidate(place, piece.Start, piece.End, piece.Confidence));
                }
            }
            return;
        }
        var chains = OrderFinder.Find([.. walks.Select(walk => OrderFinder.Join(walk.Look(place, double.NegativeInfinity)))], links);
        foreach (var chain in chains)
        {
            if (Admits(chain.Modalities, chain.AnswersEvery))
            {
                best.Add(chain.Score, new Candidate(place, chain.Start, chain.End, chain.Confidence, chain.Steps));
            }
        }
    }

    private bool Admits(Modalities modalities, bool answersEvery) =>
        !query.RequireEvery || (modalities & query.Modalities) == query.Modalities && answersEvery;
}
