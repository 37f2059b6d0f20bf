using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>Finds spoken phrases and written lines that mean what the query says, by an exact scan of their vectors.</summary>
internal sealed class SemanticChannel(SearchOptions options)
{
    private readonly record struct PassagePosition(int Video, int Passage) : IComparable<PassagePosition>
    {
        public int CompareTo(PassagePosition other) => (Video, Passage).CompareTo((other.Video, other.Passage));
    }

    /// <summary>Adds the lines at or above the floor, the most similar ones when there are many.</summary>
    /// <param name="vector">The query, encoded.</param>
    /// <param name="snapshot">Where to look.</param>
    /// <param name="pool">Videos to look in.</param>
    /// <param name="evidenceFilter">Lines to look at.</param>
    /// <param name="hits">Where to add.</param>
    public void CollectHits(
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
            hits.Add(snapshot.Videos[place.Video].Content.Hash, new PassageHit(place.Passage, 0, 0, (float)score));
        }
    }

    /// <summary>
    /// Whether a text says enough to have a meaning that can be compared: to the encoder, "street" and "exit" are as near as paraphrases
    /// are.
    /// </summary>
    public static bool IsSentence(string text) => text.AsSpan().Trim().Contains(' ');

    private void Scan(
        QuantizedVector query,
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
                if (
                    cosine >= options.SemanticThreshold
                    && evidenceFilter.AllowsSemanticsOf(passages[row].Kind)
                    && IsSentence(passages[row].Text)
                )
                {
                    best.Add(cosine, new PassagePosition(run.Video, row));
                }
            }
        }
    }

    // The processor follows a run by itself once it is in it; the way to the next one it has to be told.
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
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, at))); // a hint: an address that has moved does no harm
        }
    }
}
