using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Labels.Editing;

/// <summary>
/// Boxes over time: key frames, and what lies between them in a straight line. Before the first and after the last the box stays.
/// </summary>
public static class BoxTracks
{
    /// <summary>Most key frames of one annotation.</summary>
    public const int MostKeys = 20_000;

    /// <summary>The box at a frame; null when there are no key frames.</summary>
    public static BoxKey? At(IReadOnlyList<BoxKey> keys, long frame)
    {
        if (keys.Count == 0)
        {
            return null;
        }

        if (frame <= keys[0].Frame)
        {
            return keys[0] with { Frame = frame };
        }

        if (frame >= keys[^1].Frame)
        {
            return keys[^1] with { Frame = frame };
        }

        var (low, high) = (0, keys.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (keys[middle].Frame <= frame)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        var (a, b) = (keys[low], keys[high]);
        if (a.Frame == frame)
        {
            return a;
        }

        var t = (double)(frame - a.Frame) / (b.Frame - a.Frame);
        double Between(double from, double to) => Math.Round(from + (to - from) * t, 6);
        return new BoxKey(
            frame,
            Between(a.X, b.X),
            Between(a.Y, b.Y),
            Between(a.Width, b.Width),
            Between(a.Height, b.Height),
            Manual: false
        );
    }

    /// <summary>The key frames of a part: those inside, and what lies at its edges, so that no frame of it moves.</summary>
    public static IReadOnlyList<BoxKey> Within(IReadOnlyList<BoxKey> keys, long startFrame, long endFrame)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var inside = keys.Where(k => k.Frame >= startFrame && k.Frame < endFrame).ToList();
        if (inside.Count == 0 || inside[0].Frame > startFrame)
        {
            inside.Insert(0, At(keys, startFrame)!);
        }

        if (inside[^1].Frame < endFrame - 1)
        {
            inside.Add(At(keys, endFrame - 1)!);
        }

        return inside;
    }

    /// <summary>The key frames of a tracked object: each sighting at the frame that is shown then.</summary>
    public static IReadOnlyList<BoxKey> OfSightings(IEnumerable<Sighting> sightings, FrameMap map, long startFrame, long endFrame) =>
        [
            .. sightings
                .Select(s => new BoxKey(map.FrameAt(s.TimeSec), Round(s.X), Round(s.Y), Round(s.Width), Round(s.Height), Manual: false))
                .Where(k => k.Frame >= startFrame && k.Frame < endFrame && k is { Width: > 0, Height: > 0 })
                .DistinctBy(k => k.Frame)
                .OrderBy(k => k.Frame),
        ];

    /// <summary>Checks key frames and puts them in order.</summary>
    /// <exception cref="LabelRuleException">One lies outside the stretch or the picture, or two at one frame.</exception>
    public static IReadOnlyList<BoxKey> Check(IReadOnlyList<BoxKey> keys, long startFrame, long endFrame)
    {
        if (keys.Count > MostKeys)
        {
            throw new LabelRuleException(
                $"The parameter boxes holds {keys.Count} key frames; at most {MostKeys} are kept. Leave out those that lie in a straight line."
            );
        }

        foreach (var key in keys)
        {
            if (key.Frame < startFrame || key.Frame >= endFrame)
            {
                throw new LabelRuleException(
                    $"The parameter boxes.frame {key.Frame} must lie inside the annotation, from {startFrame} to {endFrame - 1}."
                );
            }

            if (
                !(
                    key.X >= -0.001
                    && key.Y >= -0.001
                    && key.Width > 0
                    && key.Height > 0
                    && key.X + key.Width <= 1.001
                    && key.Y + key.Height <= 1.001
                )
            )
            {
                throw new LabelRuleException(
                    $"The parameter boxes at frame {key.Frame} must lie within the picture: x, y, width and height are parts of it, from 0 to 1."
                );
            }
        }
        if (keys.DistinctBy(k => k.Frame).Count() != keys.Count)
        {
            throw new LabelRuleException("The parameter boxes.frame must be another one in every key frame.");
        }

        return [.. keys.OrderBy(k => k.Frame)];
    }

    private static double Round(float part) => Math.Round(Math.Clamp(part, 0, 1), 6);
}
