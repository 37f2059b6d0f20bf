using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;

namespace Reelsight.Search.Ranking;

/// <summary>Finds spoken phrases and written lines that mean what the query says, by an exact scan of their vectors.</summary>
internal sealed class MeaningChannel(SearchOptions options)
{
    private readonly record struct Place(int Video, int Line) : IComparable<Place>
    {
        public int CompareTo(Place other) => (Video, Line).CompareTo((other.Video, other.Line));
    }

    /// <summary>Adds the lines at or above the floor, the most similar ones when there are many.</summary>
    /// <param name="vector">The query, encoded.</param>
    /// <param name="snapshot">Where to look.</param>
    /// <param name="pool">Videos to look in.</param>
    /// <param name="wanted">Lines to look at.</param>
    /// <param name="hits">Where to add.</param>
    public void Find(ReadOnlySpan<float> vector, IndexSnapshot snapshot, VideoPool pool, Evidences wanted, LineHits hits)
    {
        var query = new ByteVector(vector);
        var halves = snapshot.LineVectorCount >= options.ParallelRows ? 2 : 1;
        var found = new BestRows<Place>[halves];
        Parallel.For(0, halves, new ParallelOptions { MaxDegreeOfParallelism = halves }, half =>
        {
            var best = new BestRows<Place>(options.MostSimilarLines);
            Scan(
                query,
                snapshot,
                pool,
                wanted,
                snapshot.LineRuns.Length * half / halves,
                snapshot.LineRuns.Length * (half + 1) / halves,
                best
            );
            found[half] = best;
        });
        var all = new BestRows<Place>(options.MostSimilarLines);
        foreach (var (score, place) in found.SelectMany(best => best.TakeAll()))
        {
            all.Add(score, place);
        }
        foreach (var (score, place) in all.TakeAll())
        {
            hits.Add(snapshot.Videos[place.Video].Content.Hash, new LineHit(place.Line, 0, 0, (float)score));
        }
    }

    /// <summary>
    /// Whether a text says enough to have a meaning that can be compared: to the encoder, "street" and "exit" are as near as paraphrases
    /// are.
    /// </summary>
    public static bool IsSentence(string text) => text.AsSpan().Trim().Contains(' ');

    private void Scan(ByteVector query, IndexSnapshot snapshot, VideoPool pool, Evidences wanted, int from, int to, BestRows<Place> best)
    {
        var runs = snapshot.LineRuns;
        for (var at = from; at < to; at++)
        {
            ref readonly var run = ref runs[at];
            if (at + 1 < to)
            {
                FetchAhead(runs[at + 1].Bytes);
            }
            if (run.Rows.Dimension != query.Dimension || !pool.Contains(run.Place))
            {
                continue;
            }
            var lines = snapshot.Videos[run.Place].Content.Lines;
            for (var row = 0; row < run.Rows.Count; row++)
            {
                var cosine = query.Cosine(run.Rows[row], run.Rows.Scale(row));
                if (cosine >= options.MeaningFloor && wanted.ByMeaning(lines[row].Kind) && IsSentence(lines[row].Text))
                {
                    best.Add(cosine, new Place(run.Place, row));
                }
            }
        }
    }

    // The processor follows a run by itself once it is in it; the way to the next one it has to be told.
    private static unsafe void FetchAhead(byte[] bytes)
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
