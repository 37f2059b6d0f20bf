using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Labels.Taxonomy;
using Reelsight.Search.Maps;

namespace Reelsight.Server.Api.ReelsightV1.Maps;

/// <summary>
/// The points of a map in columns: where each lies (the map is 2 wide at most, around 0), its range of seconds, half-open, the number of
/// its tag, if one is likely enough to be shown, or -1, its image, and how far it is from those most like it (1 less the cosine, 0-2).
/// </summary>
internal sealed record MapPointsView(
    IReadOnlyList<float> X,
    IReadOnlyList<float> Y,
    IReadOnlyList<double> Start,
    IReadOnlyList<double> End,
    IReadOnlyList<int> Tag,
    IReadOnlyList<string> Thumbnail,
    IReadOnlyList<float>? Isolation
)
{
    private const int Digits = 4;

    internal static MapPointsView From(MapSource footage, MapData map, float[] placed, bool areVideos, List<string> names)
    {
        var count = map.Points.Count;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (x, y) = FitToMap(placed.AsSpan(0, count), placed.AsSpan(count));
        var (start, end, tag, thumbnail) = (new double[count], new double[count], new int[count], new string[count]);
        for (var point = 0; point < count; point++)
        {
            var video = footage.Videos[map.Points[point].Video];
            var clip = video.Clips[map.Points[point].Clip];
            (start[point], end[point]) = areVideos
                ? (0, Math.Round(video.DurationSec, 3))
                : (Math.Round(clip.StartSec, 3), Math.Round(clip.EndSec, 3));
            var likeliest = areVideos ? GetDominantTag(video) : GetLikelyTag(clip)?.Name;
            if (likeliest is not null && numbers.TryAdd(likeliest, names.Count))
            {
                names.Add(likeliest);
            }

            tag[point] = likeliest is null ? -1 : numbers[likeliest];
            thumbnail[point] = clip.Thumbnail ?? "";
        }
        return new(
            x,
            y,
            start,
            end,
            tag,
            thumbnail,
            map.Isolation is { } isolation ? Array.ConvertAll(isolation, value => MathF.Round(value, Digits)) : null
        );
    }

    private static ClipTag? GetLikelyTag(Clip clip) =>
        clip.Tags.Count > 0 && clip.Tags[0].Probability >= LabelSuggester.MinProbability ? clip.Tags[0] : null;

    // Of the tags of its clips the one with the most probability in all.
    private static string? GetDominantTag(MapVideo video) =>
        video.Clips.Select(GetLikelyTag).OfType<ClipTag>().GroupBy(tag => tag.Name).MaxBy(same => same.Sum(tag => tag.Probability))?.Key;

    private static (float[] X, float[] Y) FitToMap(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.IsEmpty)
        {
            return ([], []);
        }

        var (left, right, low, high) = (TensorPrimitives.Min(x), TensorPrimitives.Max(x), TensorPrimitives.Min(y), TensorPrimitives.Max(y));
        var half = Math.Max(Math.Max(right - left, high - low) / 2, float.Epsilon);
        return (Scale(x, (left + right) / 2, half), Scale(y, (low + high) / 2, half));
    }

    private static float[] Scale(ReadOnlySpan<float> values, float middle, float half)
    {
        var scaled = values.ToArray();
        foreach (ref var value in scaled.AsSpan())
        {
            value = MathF.Round((value - middle) / half, Digits);
        }

        return scaled;
    }
}
