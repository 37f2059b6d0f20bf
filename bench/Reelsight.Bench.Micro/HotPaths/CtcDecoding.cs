using Reelsight.Inference.Ocr;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>The recognizer's output for one line of on-screen text decoded into characters.</summary>
internal sealed class CtcDecoding : HotPath
{
    private const int Steps = 80;

    private readonly CharacterTable _characters = LoadPrintable();
    private readonly float[] _probabilities;

    public CtcDecoding()
    {
        var random = new Random(1);
        _probabilities = new float[Steps * _characters.Count];
        for (var i = 0; i < _probabilities.Length; i++)
        {
            _probabilities[i] = random.NextSingle();
        }
    }

    /// <inheritdoc/>
    public override int Run() => CtcDecoder.Decode(_probabilities, _characters).Text.Length;

    private static CharacterTable LoadPrintable()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("characters.txt");
        File.WriteAllLines(file, Enumerable.Range('!', 94).Select(character => ((char)character).ToString()));
        return CharacterTable.Load(file);
    }
}
