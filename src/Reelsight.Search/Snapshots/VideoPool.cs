using System.Collections;

namespace Reelsight.Search.Snapshots;

/// <summary>The videos of a snapshot that a query searches.</summary>
internal sealed class VideoPool
{
    private readonly BitArray? _members;

    /// <summary>The videos with these ids, or all when null.</summary>
    public VideoPool(IndexSnapshot snapshot, IEnumerable<string>? ids)
    {
        if (ids is null)
        {
            (Count, DurationSec) = (snapshot.Videos.Length, snapshot.TotalDurationSec);
            return;
        }
        _members = new BitArray(snapshot.Videos.Length);
        foreach (var place in ids.Select(snapshot.OrdinalOf).Where(place => place >= 0).Distinct())
        {
            _members[place] = true;
            Count++;
            DurationSec += snapshot.Videos[place].DurationSec;
        }
    }

    /// <summary>Number of videos.</summary>
    public int Count { get; }

    /// <summary>Their total duration.</summary>
    public double DurationSec { get; }

    /// <summary>Whether it has the video with this ordinal.</summary>
    public bool Contains(int place) => _members?[place] ?? true;
}
