using Reelsight.Core.Descriptions;

namespace Reelsight.TestSupport;

/// <summary>
/// A dense hour as the describers would describe it, made from a seed: shots, people and vehicles that come and go, speech, writing.
/// </summary>
public static class SyntheticHour
{
    public const double LengthSec = 3600;
    private const double SightingIntervalSec = 0.5;
    private static readonly string[] Labels = ["person", "person", "person", "car", "car", "truck", "dog", "chair", "bottle", "laptop"];
    private static readonly string[] Colours = ["white", "red", "blue", "black", "grey", "green"];
    private static readonly string[] Words =
    [
        "budget",
        "meeting",
        "engine",
        "garden",
        "window",
        "question",
        "answer",
        "market",
        "river",
        "station",
        "number",
        "house",
        "people",
        "music",
        "paper",
    ];

    /// <summary>The hour, or its beginning: a cut every 8 s, some 3,000 tracks, a phrase every 5 s, writing every 20 s.</summary>
    /// <param name="seed">Decides what happens in it.</param>
    /// <param name="lengthSec">How much of it is described, seconds.</param>
    public static MediaDescription Create(int seed = 1, double lengthSec = LengthSec)
    {
        var random = new Random(seed);
        double[] cuts = [.. Enumerable.Range(1, (int)(lengthSec / 8) - 1).Select(i => i * 8.0)];
        var evidence = new List<Evidence>();
        for (var shot = 0.0; shot < lengthSec; shot += 8)
        {
            for (var i = 0; i < 7; i++)
            {
                evidence.Add(CreateTrack(random, shot + random.NextDouble() * 3, shot + 4 + random.NextDouble() * 4));
            }
        }
        for (var at = 0.0; at + 4 < lengthSec; at += 5)
        {
            evidence.Add(
                new Evidence
                {
                    Kind = EvidenceKind.Speech,
                    Text = string.Join(' ', Enumerable.Range(0, 9).Select(_ => Words[random.Next(Words.Length)])) + ".",
                    StartSec = at,
                    EndSec = at + 4,
                    Confidence = 0.9,
                    Source = "speech",
                }
            );
        }

        for (var at = 0.0; at + 10 < lengthSec; at += 20)
        {
            evidence.Add(
                new Evidence
                {
                    Kind = EvidenceKind.OnScreenText,
                    Text = $"{Words[random.Next(Words.Length)]} {random.Next(100)}",
                    StartSec = at,
                    EndSec = at + 10,
                    Confidence = 0.95,
                    Source = "ocr",
                    Sightings = [new Sighting(at, 0.1f, 0.1f, 0.4f, 0.1f, 0.95f)],
                }
            );
        }

        return new MediaDescription
        {
            Clips = [.. Enumerable.Range(0, (int)(lengthSec / 8)).Select(i => new Clip(i * 8, i * 8 + 8, null))],
            Evidence = [.. evidence.OrderBy(e => e.StartSec)],
            Vectors = [],
            HasAudio = true,
            CutsSec = cuts,
        };
    }

    private static Evidence CreateTrack(Random random, double start, double end)
    {
        var label = Labels[random.Next(Labels.Length)];
        var (x, y, dx) = (random.NextDouble() * 0.7, random.NextDouble() * 0.6, (random.NextDouble() - 0.5) * 0.08);
        var looks = Math.Max(2, (int)((end - start) / SightingIntervalSec));
        return new Evidence
        {
            Kind = EvidenceKind.Object,
            Text = label,
            StartSec = start,
            EndSec = end,
            Confidence = 0.3 + random.NextDouble() * 0.7,
            Source = "objects",
            Colours = [Colours[random.Next(Colours.Length)]],
            Moving = random.Next(2) == 0,
            Alternatives = random.Next(4) == 0 ? [new AlternativeLabel("bus", 0.3)] : [],
            Sightings =
            [
                .. Enumerable
                    .Range(0, looks)
                    .Select(i => new Sighting(
                        start + i * SightingIntervalSec,
                        (float)Math.Clamp(x + i * dx, 0, 0.8),
                        (float)y,
                        0.15f,
                        0.25f,
                        0.6f
                    )),
            ],
        };
    }
}
