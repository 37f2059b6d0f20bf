using System.Runtime.InteropServices;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Speech;

/// <summary>English speech to text with Moonshine (int8), tiny unless the owner added a larger one. There are no word times: the exported
/// model does not give out
/// its cross attention, so a text belongs to the whole piece of audio. Thread-safe.</summary>
public sealed class SpeechRecognizer : IDisposable
{
    /// <summary>Samples per second the model expects.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Longest piece in seconds; the model was not trained on longer ones.</summary>
    public const double MaxSec = 30;

    // Nobody speaks faster; without the limit a confused model would emit tokens until memory runs out.
    private const double TokensPerSec = 6.5;

    // Shorter pieces are padded with silence: the model invents words from less.
    private const int MinSamples = SampleRate / 2;

    private const string Folder = "dist/model/tiny/quantized/";

    private static readonly SpeechModelSpec _tiny = new()
    {
        Encoder = Folder + "encoder_model.onnx",
        Decoder = Folder + "decoder_model_merged.onnx",
        Layers = 6,
        Heads = 8,
        HeadSize = 36,
    };

    private readonly OnnxSession _encoder;
    private readonly MoonshineDecoder _decoder;
    private readonly LlamaTokenDecoder _tokens;

    private SpeechRecognizer(string name, OnnxSession encoder, MoonshineDecoder decoder, LlamaTokenDecoder tokens)
    {
        Name = name;
        _encoder = encoder;
        _decoder = decoder;
        _tokens = tokens;
    }

    /// <summary>Name of the model.</summary>
    public string Name { get; }

    /// <summary>Loads the models: those that the owner added, otherwise the default ones.</summary>
    /// <param name="store">Holds the packs <c>speech</c> and <c>speech-vocabulary</c>.</param>
    /// <param name="threads">Threads of one transcription.</param>
    /// <exception cref="ModelStoreException">A pack is not ready.</exception>
    /// <exception cref="OnnxException">A model cannot be loaded.</exception>
    /// <exception cref="InvalidDataException">A file is not the one this was made for.</exception>
    public static SpeechRecognizer Open(ModelStore store, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.UserPacks.Speech is { } own
            ? Open(store, own.Name, own.Speech!, file => store.UserPacks.GetPath(own, file), threads)
            : Open(store, "moonshine-tiny-en", _tiny, file => store.GetPath("speech", file), threads);
    }

    /// <summary>Loads the models of a pack that is being added.</summary>
    internal static SpeechRecognizer Open(ModelStore store, SpeechModelSpec model, string folder) =>
        Open(store, "", model, file => Path.Combine(folder, file), threads: 1);

    private static SpeechRecognizer Open(ModelStore store, string name, SpeechModelSpec model, Func<string, string> pathOf, int threads)
    {
        var options = new OnnxSessionOptions { Threads = threads };
        var tokens = LlamaTokenDecoder.Load(store.GetPath("speech-vocabulary", "llama-tokenizer.js"));
        var encoder = OnnxSession.Load(pathOf(model.Encoder), options);
        try
        {
            return new SpeechRecognizer(name, encoder, new MoonshineDecoder(pathOf(model.Decoder), model, options), tokens);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>Transcribes a piece of audio.</summary>
    /// <param name="samples">16 kHz mono, -1..1, at most <see cref="MaxSec"/> seconds.</param>
    /// <returns>The text, or <see cref="Transcript.Empty"/> where there are no words.</returns>
    /// <exception cref="ArgumentException">The piece is too long.</exception>
    public Transcript Transcribe(ReadOnlySpan<float> samples)
    {
        if (samples.Length > MaxSec * SampleRate)
        {
            throw new ArgumentException(
                $"A piece of {samples.Length / (double)SampleRate:0.0} s is longer than {MaxSec:0} s.",
                nameof(samples)
            );
        }

        if (samples.IsEmpty)
        {
            return Transcript.Empty;
        }

        var audio = new float[Math.Max(samples.Length, MinSamples)];
        samples.CopyTo(audio);
        using var input = OnnxTensor.From<float>(audio, 1, audio.Length);
        using var encoded = _encoder.Run([("input_values", input)]);
        var tokens = new List<int>();
        var maxTokens = (int)Math.Ceiling(audio.Length * TokensPerSec / SampleRate);
        var logProbability = _decoder.Decode(encoded[0], maxTokens, tokens);
        var text = _tokens.Decode(CollectionsMarshal.AsSpan(tokens));
        return text.Any(char.IsLetterOrDigit) ? new Transcript(text, Math.Exp(logProbability / tokens.Count)) : Transcript.Empty;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }
}
