using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Tests;

/// <summary>Facts as the describers write them.</summary>
public static class SampleEvidence
{
    /// <summary>
    /// An object seen twice a second, in a box (left, top, width, height in fractions of the frame) that may change with time.
    /// </summary>
    public static Evidence CreateObject(
        string label,
        double start,
        double end,
        string[]? colours = null,
        bool moving = false,
        float score = 0.7f,
        Func<double, (float X, float Y, float Width, float Height)>? at = null
    ) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = label,
            StartSec = start,
            EndSec = end,
            Confidence = score,
            Source = "objects-1",
            Colours = colours ?? [],
            Moving = moving,
            Sightings = [.. Enumerable.Range(0, (int)((end - start) * 2)).Select(i => CreateSighting(start + i * 0.5, score, at))],
        };

    private static Sighting CreateSighting(double time, float score, Func<double, (float X, float Y, float Width, float Height)>? at)
    {
        var (x, y, width, height) = at?.Invoke(time) ?? (0.1f, 0.1f, 0.2f, 0.2f);
        return new Sighting(time, x, y, width, height, score);
    }

    public static Evidence CreateSpeech(string text, double start, double end) =>
        new()
        {
            Kind = EvidenceKind.Speech,
            Text = text,
            StartSec = start,
            EndSec = end,
            Source = "speech-1",
        };

    public static Evidence CreateOnScreenText(string text, double start, double end) =>
        new()
        {
            Kind = EvidenceKind.OnScreenText,
            Text = text,
            StartSec = start,
            EndSec = end,
            Source = "ocr-1",
            Confidence = 0.9,
        };

    /// <summary>A look as a direction in a plane: the cosine of two is that of the angle between them.</summary>
    public static float[] CreateVisualFeatures(double degrees) =>
        [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180), .. new float[30]];
}
