using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>Finds passages with a meaning similar to that of the query, by an exact scan of their vectors.</summary>
internal sealed class SemanticChannel(SearchOptions options)
{
    private readonly record struct PassagePosition(int Video, int Passage) : IComparable<PassagePosition>
    {
        public int CompareTo(PassagePosition other) => (Video, Passage).CompareTo((other.Video, other.Passage));
    }

    /// <summary>Adds the passages at or above the threshold, the most similar ones when there are many.</summary>
    /// <param name="space">The space of the vector; passages with vectors of other spaces are left out.</param>
    /// <param name="vector">The embedding of the query.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="pool">The videos to search.</param>
    /// <param name="evidenceFilter">Says which passages are admitted.</param>
    /// <param name="hits">Receives the hits.</param>
    public void CollectHits(
        TextSpace space,
        ReadOnlySpan<float> vector,
        IndexSnapshot snapshot,
        VideoPool pool,
        EvidenceFilter evidenceFilter,
        PassageHits hits
    )
    {
        var query = new QuantizedVector(vector);
        var halves = snapshot.PassageVectorCount >= options.MinParallelRows ? 2 : 1;
        var found = new TopK<PassagePosition>[halves];
        Parallel.For(0, halves, new ParallelOptions { MaxDegreeOfParallelism = halves }, half =>
        {
            var best = new TopK<PassagePosition>(options.MaxSemanticPassages);
            Scan(
                query,
                space.Threshold,
                snapshot,
                pool,
                evidenceFilter,
                snapshot.PassageRuns.Length * half / halves,
                snapshot.PassageRuns.Length * (half + 1) / halves,
                best
            );
            found[half] = best;
        });
        var all = new TopK<PassagePosition>(options.MaxSemanticPassages);
        foreach (var (score, place) in found.SelectMany(best => best.DrainDescending()))
        {
            all.Add(score, place);
        }
        foreach (var (score, place) in all.DrainDescending())
        {
            hits.Add(
                snapshot.Videos[place.Video].Content.Hash,
                new PassageHit(place.Passage, 0, 0, (float)score, EvidenceWeights.ForSemanticSimilarity(space.Name, score))
            );
        }
    }

    /// <summary>
    /// Whether a text is long enough to compare its meaning: for the encoder, "street" and "exit" are as similar as paraphrases.
    /// </summary>
    public static bool IsSentence(string text) => text.AsSpan().Trim().Contains(' ');

    private static void Scan(
        QuantizedVector query,
        double threshold,
        IndexSnapshot snapshot,
        VideoPool pool,
        EvidenceFilter evidenceFilter,
        int from,
        int to,
        TopK<PassagePosition> best
    )
    {
        var runs = snapshot.PassageRuns;
        for (var at = from; at < to; at++)
        {
            ref readonly var run = ref runs[at];
            if (at + 1 < to)
            {
                Prefetch(runs[at + 1].Bytes);
            }
            if (run.Rows.Dimension != query.Dimension || !pool.Contains(run.Video))
            {
                continue;
            }
            var passages = snapshot.Videos[run.Video].Content.Passages;
            for (var row = 0; row < run.Rows.Count; row++)
            {
                var cosine = query.Cosine(run.Rows[row], run.Rows.GetScale(row));
                if (cosine >= threshold && evidenceFilter.AllowsSemanticsOf(passages[row].Kind) && IsSentence(passages[row].Text))
                {
                    best.Add(cosine, new PassagePosition(run.Video, row));
                }
            }
        }
    }

    // The hardware prefetcher follows a run once it is in it, but does not know where the next one begins.
    private static unsafe void Prefetch(byte[] bytes)
    {
        const int Line = 64;
        const int Lines = 16;
        if (!Sse.IsSupported)
        {
            return;
        }
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        for (var at = 0; at < Math.Min(bytes.Length, Lines * Line); at += Line)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, at))); // only a hint: a stale address does no harm
        }
    }
}
