namespace Reelsight.Search.Vectors;

/// <summary>A segment as one view sees it: where its contents are numbered from, and which of them are gone.</summary>
internal sealed record Layer(long Number, Segment Segment, int FirstContent, ulong[]? Dead)
{
    public bool IsDead(int content) => Dead is not null && (Dead[content >> 6] & 1UL << content) != 0;

    /// <summary>The same without some contents; bitmaps are never changed, because older views still read them.</summary>
    public Layer Without(IReadOnlyCollection<int> contents)
    {
        var dead = Dead?.ToArray() ?? new ulong[(Segment.Contents + 63) / 64];
        foreach (var content in contents)
        {
            dead[content >> 6] |= 1UL << content;
        }
        return this with { Dead = dead };
    }

    public int DeadCount => Dead is null ? 0 : Dead.Sum(System.Numerics.BitOperations.PopCount);
}

/// <summary>
/// A part of a scan: consecutive contents of a layer whose rows fit into a core's cache, so that each of several queries finds them there.
/// </summary>
internal readonly record struct Piece(Layer Layer, int From, int To)
{
    private const int Bytes = 1 << 18;

    public static Piece[] Cut(IEnumerable<Layer> layers)
    {
        var pieces = new List<Piece>();
        foreach (var layer in layers)
        {
            var runs = layer.Segment.Runs;
            for (var from = 0; from < runs.Length; )
            {
                var end = from;
                for (long bytes = 0; end < runs.Length && bytes < Bytes; end++)
                {
                    bytes += (long)runs[end].Count * layer.Segment.Stride;
                }
                pieces.Add(new Piece(layer, from, end));
                from = end;
            }
        }
        return [.. pieces];
    }

    /// <summary>
    /// The next contents at or after <paramref name="from"/> that are wanted and alive, as a half-open range of them; empty at the end.
    /// </summary>
    public (int From, int To) Next(int from, ContentSet? among)
    {
        if (among is null && Layer.Dead is null)
        {
            return (from, To);
        }
        while (from < To && !IsWanted(from, among, out var skip))
        {
            from += skip;
        }
        var end = Math.Min(from, To);
        while (end < To && IsWanted(end, among, out _))
        {
            end++;
        }
        return (Math.Min(from, To), end);
    }

    private bool IsWanted(int content, ContentSet? among, out int skip)
    {
        skip = 1;
        if (among is not null)
        {
            var number = Layer.FirstContent + content;
            var rest = among.Words[number >> 6] >> number;
            if ((rest & 1) == 0)
            {
                skip = rest == 0 ? 64 - (number & 63) : System.Numerics.BitOperations.TrailingZeroCount(rest);
                return false;
            }
        }
        return !Layer.IsDead(content);
    }
}
