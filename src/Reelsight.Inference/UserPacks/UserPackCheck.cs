using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Speech;

namespace Reelsight.Inference.UserPacks;

/// <summary>
/// Runs each model of a pack once, and compares the vectors of its reference texts and images with those that the manifest gives.
/// </summary>
/// <param name="store">Holds the token table that speech packs share.</param>
public sealed class UserPackCheck(ModelStore store) : IUserPackCheck
{
    // Networks computed elsewhere differ in the last digits, and so do image scalers.
    private const float Tolerance = 0.02f;

    /// <inheritdoc/>
    public void Run(UserPack pack, string folder)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (pack.Speech is { } speech)
        {
            using var recognizer = SpeechRecognizer.Open(store, speech, folder);
            recognizer.Transcribe(new float[SpeechRecognizer.SampleRate]);
            return;
        }

        var sample = new PixelBuffer(new byte[64 * 48 * PixelBuffer.BytesPerPixel], 64, 48);
        if (pack.Detector is { } detector)
        {
            using var network = DetectionTransformer.Open(detector, Path.Combine(folder, detector.File), threads: 1);
            network.Detect(sample, minScore: 0);
            return;
        }

        using var space = UserPackSpace.Open(pack, folder);
        space.Encode("a photo of a cat");
        space.Embed(sample);
        foreach (var check in pack.Visual!.Checks)
        {
            Compare(space, check, folder);
        }
    }

    private static void Compare(UserPackSpace space, ReferenceVectorCheck check, string folder)
    {
        var vector = check.Text is { } text ? space.Encode(text) : space.Embed(PpmReader.Read(Path.Combine(folder, check.Picture!))).Vector;
        var off = check.Vector.Select((expected, at) => Math.Abs(expected - vector[at])).Max();
        if (!(off <= Tolerance))
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"the vector of the check \"{check.Text ?? check.Picture}\" is off by {off:0.000}, ")
                    + FormattableString.Invariant($"more than {Tolerance}: tokenizer, scaling or normalisation are not those of the model.")
            );
        }
    }
}
