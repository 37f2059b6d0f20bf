using Reelsight.Storage;

namespace Reelsight.Search.Tests;

/// <summary>Facts as the describers write them.</summary>
public static class Facts
{
    /// <summary>An object seen twice a second.</summary>
    public static Evidence Object(string label, double start, double end, string[]? colours = null, bool moving = false, float score = 0.7f) => new()
    {
        Kind = EvidenceKind.Object,
        Text = label,
        StartSec = start,
        EndSec = end,
        Confidence = score,
        Source = "objects-1",
        Colours = colours ?? [],
        Moving = moving,
        Sightings = [.. Enumerable.Range(0, (int)((end - start) * 2)).Select(i => new Sighting(start + i * 0.5, 0.1f, 0.1f, 0.2f, 0.2f, score))],
    };

    public static Evidence Said(string text, double start, double end) => new()
    {
        Kind = EvidenceKind.Speech,
        Text = text,
        StartSec = start,
        EndSec = end,
        Source = "speech-1",
    };

    public static Evidence Written(string text, double start, double end) => new()
    {
        Kind = EvidenceKind.OnScreenText,
        Text = text,
        StartSec = start,
        EndSec = end,
        Source = "ocr-1",
        Confidence = 0.9,
    };
}
