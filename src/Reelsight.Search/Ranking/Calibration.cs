using System.Globalization;

namespace Reelsight.Search.Ranking;

/// <summary>
/// How often evidence is right, by how strong it is: log odds as a straight line, two numbers a kind, from <c>calibration.txt</c>, which
/// <c>./reelsight train calibration</c> makes from pictures and captions that nothing was trained on.
/// </summary>
internal sealed class Calibration
{
    private const int Steps = 1000;
    private const double Clear = 1e-4;

    private readonly (double Slope, double Offset) _name;
    private readonly (double Slope, double Offset) _description;
    private readonly (double Slope, double Offset) _meaning;
    private readonly float[] _byScore = new float[Steps + 1]; // asked for every object there is

    private Calibration(TextReader table)
    {
        var lines = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        while (table.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var kind, var slope, var offset, _])
            {
                lines.Add(kind, (double.Parse(slope, CultureInfo.InvariantCulture), double.Parse(offset, CultureInfo.InvariantCulture)));
            }
        }
        (_name, _description, _meaning) = (lines["name"], lines["description"], lines["meaning"]);
        for (var step = 0; step <= Steps; step++)
        {
            _byScore[step] = Probability(lines["object"], LogOdds((double)step / Steps));
        }
    }

    /// <summary>The table that comes with the program.</summary>
    public static Calibration Default { get; } = Open();

    /// <summary>The probability that an object is what the detector says.</summary>
    /// <param name="score">The detector's, 0-1.</param>
    public float OfScore(float score) => _byScore[(int)(Math.Clamp(score, 0, 1) * Steps + 0.5f)];

    /// <summary>The probability that a picture shows what has a name.</summary>
    /// <param name="probability">What the joint space says, which presumes that one of its names is shown.</param>
    public float OfName(double probability) => Probability(_name, LogOdds(probability));

    /// <summary>The probability that a clip shows what a description says.</summary>
    /// <param name="fit">Standard deviations above unrelated pictures.</param>
    /// <param name="others">Clips that have nothing to do with it, for one that is right.</param>
    public float OfDescription(double fit, int others) => Probability(_description, fit, others);

    /// <summary>The probability that a line means what a sentence says.</summary>
    /// <param name="cosine">Of their vectors.</param>
    /// <param name="others">Lines that have nothing to do with it, for one that is right.</param>
    public float OfMeaning(double cosine, int others) => Probability(_meaning, cosine, others);

    private static float Probability((double Slope, double Offset) line, double strength, int others = 1) =>
        (float)(1 / (1 + others * Math.Exp(-(line.Slope * strength + line.Offset))));

    private static double LogOdds(double probability)
    {
        var clear = Math.Clamp(probability, Clear, 1 - Clear);
        return Math.Log(clear / (1 - clear));
    }

    private static Calibration Open()
    {
        using var table = new StreamReader(
            typeof(Calibration).Assembly.GetManifestResourceStream("Reelsight.Search.Ranking.calibration.txt")!
        );
        return new Calibration(table);
    }
}
