using System.Numerics.Tensors;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Which numbers describe a window of a video: the mean of its frames in the joint space, the visual similarity of its clip, how much its
/// frames differ, and the likeliest names of its clip.
/// </summary>
/// <param name="JointDimension">Dimensions of the joint space.</param>
/// <param name="VisualDimension">Dimensions of visual similarity; 0 for none.</param>
/// <param name="Tags">The names that have a number of their own; others are not used.</param>
public sealed record FeatureLayout(int JointDimension, int VisualDimension, IReadOnlyList<string> Tags)
{
    // Frames this near count as one moment: one frame alone is noisier, and a longer time blurs the edges.
    private const double RadiusSec = 1;

    // Measured: names at full weight hide what the embeddings tell.
    private const float TagScale = 0.5f;

    private readonly Dictionary<string, int> _columnByTag = Tags.Index()
        .ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);

    /// <summary>How many numbers a window has.</summary>
    public int Count => JointDimension + VisualDimension + 1 + Tags.Count;

    /// <summary>The layout of videos that were described in the same space, with every name that a clip of theirs has.</summary>
    public static FeatureLayout Create(IReadOnlyCollection<TeachingVideo> videos)
    {
        ArgumentNullException.ThrowIfNull(videos);
        return new FeatureLayout(
            videos.Max(v => v.Frames.Dimension),
            videos.Max(v => v.Clips.Count == 0 ? 0 : v.VisualSimilarity.Length / v.Clips.Count),
            [.. videos.SelectMany(v => v.Clips).SelectMany(c => c.Tags).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>The numbers of one window.</summary>
    /// <param name="video">The video.</param>
    /// <param name="window">A window of it.</param>
    public float[] Compute(TeachingVideo video, TeachingWindow window)
    {
        ArgumentNullException.ThrowIfNull(video);
        var numbers = new float[Count];
        var joint = numbers.AsSpan(0, JointDimension);
        var (first, end) = FindFrames(video, window);
        double change = 0;
        for (var frame = first; frame < end; frame++)
        {
            TensorPrimitives.Add(joint, Row(video, frame), joint);
            change += frame > first ? TensorPrimitives.Distance(Row(video, frame - 1), Row(video, frame)) : 0;
        }

        Normalize(joint);
        var visual = video.Clips.Count == 0 ? 0 : video.VisualSimilarity.Length / video.Clips.Count;
        if (visual == VisualDimension)
        {
            video.VisualSimilarity.AsSpan(window.Clip * visual, visual).CopyTo(numbers.AsSpan(JointDimension));
            Normalize(numbers.AsSpan(JointDimension, visual));
        }

        numbers[JointDimension + VisualDimension] = end - first > 1 ? (float)(change / (end - first - 1)) : 0;
        foreach (var tag in video.Clips[window.Clip].Tags)
        {
            if (_columnByTag.TryGetValue(tag.Name, out var column))
            {
                numbers[JointDimension + VisualDimension + 1 + column] = TagScale * MathF.Sqrt(tag.Probability);
            }
        }

        return numbers;
    }

    private static (int First, int End) FindFrames(TeachingVideo video, TeachingWindow window)
    {
        var (times, clip) = (video.Frames.TimesSec, video.Clips[window.Clip]);
        var (first, end) = (window.Frame, window.Frame + 1);
        while (first > 0 && times[first - 1] >= clip.StartSec && times[first - 1] >= window.TimeSec - RadiusSec)
        {
            first--;
        }

        while (end < times.Count && times[end] < clip.EndSec && times[end] <= window.TimeSec + RadiusSec)
        {
            end++;
        }

        return (first, end);
    }

    private static ReadOnlySpan<float> Row(TeachingVideo video, int frame) =>
        video.Frames.Values.AsSpan(frame * video.Frames.Dimension, video.Frames.Dimension);

    private static void Normalize(Span<float> values)
    {
        var norm = TensorPrimitives.Norm<float>(values);
        if (norm > 0)
        {
            TensorPrimitives.Divide(values, norm, values);
        }
    }
}
