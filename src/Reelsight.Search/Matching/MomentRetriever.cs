using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>Finds the best moments of a snapshot for a query.</summary>
internal sealed class MomentRetriever(
    SearchQuery query,
    IReadOnlyList<ClauseMatcher> clauses,
    IReadOnlyList<TemporalLink> links,
    SearchOptions options,
    IndexSnapshot snapshot
)
{
    /// <summary>Number of videos from which a second thread pays off.</summary>
    private const int MinParallelVideos = 2000;

    /// <summary>The best moments, best first.</summary>
    public List<(double Score, MomentCandidate Moment)> Retrieve()
    {
        var videos = FindCandidateVideos();
        // Best bounds first: once a bound is below the threshold, so are all that follow.
        videos.Sort(static (a, b) => a.Bound != b.Bound ? b.Bound.CompareTo(a.Bound) : a.Video.CompareTo(b.Video));
        var halves = videos.Count >= MinParallelVideos ? 2 : 1;
        var found = new TopK<MomentCandidate>[halves];
        Parallel.For(0, halves, new ParallelOptions { MaxDegreeOfParallelism = halves }, half =>
        {
            var best = new TopK<MomentCandidate>(options.MaxMoments);
            ClauseScanner[] scanners = [.. clauses.Select(clause => new ClauseScanner(clause, snapshot))];
            for (var i = half; i < videos.Count && videos[i].Bound >= best.Threshold; i += halves)
            {
                ScanVideo(videos[i].Video, scanners, best);
            }
            found[half] = best;
        });
        var all = new TopK<MomentCandidate>(options.MaxMoments);
        foreach (var (score, moment) in found.SelectMany(best => best.DrainDescending()))
        {
            all.Add(score, moment);
        }
        return all.DrainDescending();
    }

    /// <summary>The videos in which every clause may match, each with an upper bound of its scores.</summary>
    private List<(int Video, double Bound)> FindCandidateVideos()
    {
        var videos = clauses[0].FindCandidateVideos();
        foreach (var clause in clauses.Skip(1))
        {
            var others = clause.FindCandidateVideos().ToDictionary(video => video.Video, video => video.Bound);
            videos =
            [
                .. videos.Where(video => others.ContainsKey(video.Video)).Select(video => (video.Video, video.Bound + others[video.Video])),
            ];
        }
        return clauses.Count == 1 ? videos : videos.ConvertAll(video => (video.Video, video.Bound / clauses.Count));
    }

    private void ScanVideo(int place, ClauseScanner[] scanners, TopK<MomentCandidate> best)
    {
        if (scanners.Length == 1)
        {
            foreach (var interval in scanners[0].Scan(place, best.Threshold))
            {
                if (Admits(interval.Modalities, interval.SatisfiesAll))
                {
                    best.Add(interval.Score, new MomentCandidate(place, interval.Start, interval.End, interval.Confidence));
                }
            }
            return;
        }
        var matches = SequenceMatcher.FindMatches(
            [.. scanners.Select(scanner => SequenceMatcher.JoinAdjacent(scanner.Scan(place, double.NegativeInfinity)))],
            links
        );
        foreach (var match in matches)
        {
            if (Admits(match.Modalities, match.SatisfiesAll))
            {
                best.Add(match.Score, new MomentCandidate(place, match.Start, match.End, match.Confidence, match.StepIntervals));
            }
        }
    }

    private bool Admits(Modalities modalities, bool answersEvery) =>
        !query.RequireAll || (modalities & query.Modalities) == query.Modalities && answersEvery;
}
