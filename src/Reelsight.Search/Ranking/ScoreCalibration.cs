using System.Globalization;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Converts raw scores of models to probabilities of being right: logistic calibration (Platt scaling) with two coefficients per kind of
/// score. They come from the embedded <c>calibration.txt</c>, which <c>./reelsight train calibration</c> fits on images and captions that
/// no model was trained on.
/// </summary>
internal sealed class ScoreCalibration
{
    private const int TableSteps = 1000;
    private const double MinProbability = 1e-4;

    /// <summary>What the kind of a text space's line begins with; its name follows.</summary>
    public const string MeaningPrefix = "meaning ";

    private readonly (double Slope, double Offset) _name;
    private readonly (double Slope, double Offset) _description;
    private readonly Dictionary<string, (double Slope, double Offset)> _meanings;
    private readonly float[] _detectorTable = new float[TableSteps + 1]; // looked up for every object of an index

    private ScoreCalibration(TextReader table)
    {
        var passages = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        while (table.ReadLine() is { } passage)
        {
            if (passage.Split('\t') is [var kind, var slope, var offset, _])
            {
                passages.Add(kind, (double.Parse(slope, CultureInfo.InvariantCulture), double.Parse(offset, CultureInfo.InvariantCulture)));
            }
        }
        (_name, _description) = (passages["name"], passages["description"]);
        _meanings = passages
            .Where(line => line.Key.StartsWith(MeaningPrefix, StringComparison.Ordinal))
            .ToDictionary(line => line.Key[MeaningPrefix.Length..], line => line.Value, StringComparer.Ordinal);
        for (var step = 0; step <= TableSteps; step++)
        {
            _detectorTable[step] = ToProbability(passages["object"], LogOdds((double)step / TableSteps));
        }
    }

    /// <summary>The calibration that comes with the program.</summary>
    public static ScoreCalibration Default { get; } = Load();

    /// <summary>The probability that a detected object has its label.</summary>
    /// <param name="score">The detector's score, 0-1.</param>
    public float ForDetectorScore(float score) => _detectorTable[(int)(Math.Clamp(score, 0, 1) * TableSteps + 0.5f)];

    /// <summary>The probability that an image shows a class of the joint space.</summary>
    /// <param name="probability">The softmax probability of the joint space, which presumes that one of its classes is shown.</param>
    public float ForName(double probability) => ToProbability(_name, LogOdds(probability));

    /// <summary>The probability that a clip shows what a description says.</summary>
    /// <param name="fit">Standard deviations above unrelated images.</param>
    /// <param name="others">Number of unrelated clips for each one that is right.</param>
    public float ForDescription(double fit, int others) => ToProbability(_description, fit, others);

    /// <summary>The probability that a passage means the same as a sentence.</summary>
    /// <param name="space">Name of the text space.</param>
    /// <param name="cosine">Cosine similarity of their embeddings in it.</param>
    /// <param name="others">Number of unrelated passages for each one that is right.</param>
    public float ForSemanticSimilarity(string space, double cosine, int others) => ToProbability(_meanings[space], cosine, others);

    private static float ToProbability((double Slope, double Offset) passage, double weight, int others = 1) =>
        (float)(1 / (1 + others * Math.Exp(-(passage.Slope * weight + passage.Offset))));

    private static double LogOdds(double probability)
    {
        var clear = Math.Clamp(probability, MinProbability, 1 - MinProbability);
        return Math.Log(clear / (1 - clear));
    }

    private static ScoreCalibration Load()
    {
        using var table = new StreamReader(
            typeof(ScoreCalibration).Assembly.GetManifestResourceStream("Reelsight.Search.Ranking.calibration.txt")!
        );
        return new ScoreCalibration(table);
    }
}
