using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Compares the body of a tracked person with the posture and the clothes that a term asks for.</summary>
internal static class BodyMatcher
{
    /// <summary>The intervals in which the person is seen in that posture; empty when never, null when it is not known.</summary>
    public static TimeInterval[]? FindPosture(Track track, string posture)
    {
        // A body of which no posture was told may have any.
        if (track.Body is not { Postures.Count: > 0 } body)
        {
            return null;
        }

        return
        [
            .. from told in body.Postures
            where told.Posture == posture
            from seen in track.VisibleIntervals
            let start = Math.Max(told.StartSec, seen.Start)
            let end = Math.Min(told.EndSec, seen.End)
            where end > start
            select new TimeInterval(start, end),
        ];
    }

    /// <summary>Whether the person wears that; null when it is not known.</summary>
    public static bool? Wears(Track track, ClothesColour clothes) =>
        track.Body?.GetColours(clothes.Part) is { } colours and not 0 ? (colours & (1 << clothes.Colour)) != 0 : null;
}
