using Reelsight.Core.Descriptions;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>
/// Boxes over time: key frames, and what lies between them in a straight line. Before the first and after the last the box stays.
/// </summary>
public static class BoxTracks
{
    /// <summary>The largest number of key frames of one annotation.</summary>
    public const int MaxKeyframes = 20_000;

    /// <summary>The box at a frame; null when there are no key frames.</summary>
    public static BoxKeyframe? Interpolate(IReadOnlyList<BoxKeyframe> keyframes, long frame)
    {
        if (keyframes.Count == 0)
        {
            return null;
        }

        if (frame <= keyframes[0].Frame)
        {
            return keyframes[0] with { Frame = frame };
        }

        if (frame >= keyframes[^1].Frame)
        {
            return keyframes[^1] with { Frame = frame };
        }

        var (low, high) = (0, keyframes.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (keyframes[middle].Frame <= frame)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        var (a, b) = (keyframes[low], keyframes[high]);
        if (a.Frame == frame)
        {
            return a;
        }

        var t = (double)(frame - a.Frame) / (b.Frame - a.Frame);
        double Between(double from, double to) => Math.Round(from + (to - from) * t, 6);
        return new BoxKeyframe(
            frame,
            Between(a.X, b.X),
            Between(a.Y, b.Y),
            Between(a.Width, b.Width),
            Between(a.Height, b.Height),
            Manual: false
        );
    }

    /// <summary>The key frames of a part: those inside, and what lies at its edges, so that no frame of it moves.</summary>
    public static IReadOnlyList<BoxKeyframe> Slice(IReadOnlyList<BoxKeyframe> keyframes, long startFrame, long endFrame)
    {
        if (keyframes.Count == 0)
        {
            return [];
        }

        var inside = keyframes.Where(k => k.Frame >= startFrame && k.Frame < endFrame).ToList();
        if (inside.Count == 0 || inside[0].Frame > startFrame)
        {
            inside.Insert(0, Interpolate(keyframes, startFrame)!);
        }

        if (inside[^1].Frame < endFrame - 1)
        {
            inside.Add(Interpolate(keyframes, endFrame - 1)!);
        }

        return inside;
    }

    /// <summary>The key frames of a tracked object: each sighting at the frame that is shown then.</summary>
    public static IReadOnlyList<BoxKeyframe> FromSightings(IEnumerable<Sighting> sightings, FrameMap map, long startFrame, long endFrame) =>
        [
            .. sightings
                .Select(s => new BoxKeyframe(
                    map.FrameAt(s.TimeSec),
                    Round(s.X),
                    Round(s.Y),
                    Round(s.Width),
                    Round(s.Height),
                    Manual: false
                ))
                .Where(k => k.Frame >= startFrame && k.Frame < endFrame && k is { Width: > 0, Height: > 0 })
                .DistinctBy(k => k.Frame)
                .OrderBy(k => k.Frame),
        ];

    /// <summary>Checks key frames and puts them in order.</summary>
    /// <exception cref="LabelValidationException">One lies outside the interval or the frame, or two are at one frame.</exception>
    public static IReadOnlyList<BoxKeyframe> Validate(IReadOnlyList<BoxKeyframe> keyframes, long startFrame, long endFrame)
    {
        if (keyframes.Count > MaxKeyframes)
        {
            throw new LabelValidationException(
                $"The parameter boxes holds {keyframes.Count} key frames; at most {MaxKeyframes} are kept. Leave out those that "
                    + $"lie in a straight line."
            );
        }

        foreach (var key in keyframes)
        {
            if (key.Frame < startFrame || key.Frame >= endFrame)
            {
                throw new LabelValidationException(
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
                throw new LabelValidationException(
                    $"The parameter boxes at frame {key.Frame} must lie within the picture: x, y, width and height are parts of "
                        + $"it, from 0 to 1."
                );
            }
        }
        if (keyframes.DistinctBy(k => k.Frame).Count() != keyframes.Count)
        {
            throw new LabelValidationException("The parameter boxes.frame must be another one in every key frame.");
        }

        return [.. keyframes.OrderBy(k => k.Frame)];
    }

    private static double Round(float part) => Math.Round(Math.Clamp(part, 0, 1), 6);
}
