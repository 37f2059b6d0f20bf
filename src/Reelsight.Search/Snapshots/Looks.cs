using Reelsight.Search.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// How the clips of a snapshot look. Kept apart from it because they take 1.3 kB a clip, more than all the rest, and only pictures ask
/// for them. Clips are numbered through: those of the first video, then those of the second.
/// </summary>
internal sealed class Looks
{
    private readonly int[] _first;

    public Looks(IndexSnapshot snapshot, IReadOnlyDictionary<Content, ByteRows> rows)
    {
        (Snapshot, Rows) = (snapshot, rows);
        Runs = [.. snapshot.Videos.Select(video => rows.GetValueOrDefault(video.Content, ByteRows.None))];
        _first = new int[Runs.Length];
        for (var place = 0; place < Runs.Length; place++)
        {
            _first[place] = Count;
            Count += Runs[place].Count;
        }
    }

    /// <summary>Whose clips they are.</summary>
    public IndexSnapshot Snapshot { get; }

    /// <summary>One row a clip, by content.</summary>
    public IReadOnlyDictionary<Content, ByteRows> Rows { get; }

    /// <summary>The same by place of the video.</summary>
    public ByteRows[] Runs { get; }

    /// <summary>Number of clips.</summary>
    public int Count { get; }

    /// <summary>The number of a video's first clip.</summary>
    public int FirstOf(int place) => _first[place];
}
