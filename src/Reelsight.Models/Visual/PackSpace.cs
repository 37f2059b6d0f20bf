using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Reelsight.Models.Joint;
using Reelsight.Models.Onnx;
using Reelsight.Models.Packs.Own;
using Reelsight.Models.Text;

namespace Reelsight.Models.Visual;

/// <summary>
/// The space of an image-text model that the owner brought: a network for pictures, one for texts, and where unrelated pictures lie.
/// </summary>
public sealed class PackSpace : IVisualSpace, IDisposable
{
    private readonly PackVisual _how;
    private readonly OnnxSession _pictures,
        _texts;
    private readonly ITextTokens _tokens;
    private readonly JointBackground _background;

    private PackSpace(
        string name,
        PackVisual how,
        OnnxSession pictures,
        OnnxSession texts,
        ITextTokens tokens,
        JointBackground background
    ) => (Name, _how, _pictures, _texts, _tokens, _background) = (name, how, pictures, texts, tokens, background);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Dimension => _how.Dimension;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [];

    /// <summary>Opens the models of a folder. The runtime must be loaded.</summary>
    /// <exception cref="InvalidDataException">A file is not what the manifest says; the sentence says which and how.</exception>
    /// <exception cref="OnnxException">A model cannot be loaded.</exception>
    internal static PackSpace Open(OwnPack pack, string folder)
    {
        var how = pack.Visual!;
        var tokens = TokensOf(how.Texts, name => Path.Combine(folder, name));
        var background = BackgroundOf(Path.Combine(folder, how.Background), how.Dimension);
        var pictures = OnnxSession.Load(Path.Combine(folder, how.Pictures.File));
        OnnxSession? texts = null;
        try
        {
            texts = OnnxSession.Load(Path.Combine(folder, how.Texts.File));
            Require(pictures.InputNames, how.Pictures.Input, "input", how.Pictures.File);
            Require(pictures.OutputNames, how.Pictures.Output, "output", how.Pictures.File);
            Require(texts.InputNames, how.Texts.Input, "input", how.Texts.File);
            Require(texts.OutputNames, how.Texts.Output, "output", how.Texts.File);
            if (how.Texts.AttentionMask is { } mask)
            {
                Require(texts.InputNames, mask, "input", how.Texts.File);
            }

            return new PackSpace(pack.Name, how, pictures, texts, tokens, background);
        }
        catch
        {
            pictures.Dispose();
            texts?.Dispose();
            throw;
        }
    }

    /// <summary>Places a picture in the space; it gets no names.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public JointPicture Describe(PixelBuffer picture)
    {
        var size = _how.Pictures.Size;
        using var input = OnnxTensor.From<float>(PictureInput.Of(picture, _how.Pictures), 1, PixelBuffer.BytesPerPixel, size, size);
        using var result = _pictures.Run([(_how.Pictures.Input, input)], _how.Pictures.Output);
        return new JointPicture(Vector(result[0], _how.Pictures.File), []);
    }

    /// <inheritdoc/>
    public float[] Encode(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var tokens = _tokens.Of(text);
        using var input = Numbers(tokens);
        var inputs = new List<(string, OnnxTensor)> { (_how.Texts.Input, input) };
        using var mask = Numbers(Mask(tokens));
        if (_how.Texts.AttentionMask is { } name)
        {
            inputs.Add((name, mask));
        }

        using var result = _texts.Run(inputs, _how.Texts.Output);
        return Vector(result[0], _how.Texts.File);
    }

    /// <inheritdoc/>
    public JointQuestion Ask(string description) => Ask(Encode(description));

    /// <inheritdoc/>
    public JointQuestion Ask(float[] vector)
    {
        var (mean, spread) = _background.CosinesWith(vector);
        return new JointQuestion(vector, mean, spread);
    }

    /// <summary>Frees the models.</summary>
    public void Dispose()
    {
        _pictures.Dispose();
        _texts.Dispose();
    }

    private OnnxTensor Numbers(long[] values) =>
        _how.Texts.Type == PackTexts.Int32
            ? OnnxTensor.From<int>(Array.ConvertAll(values, value => (int)value), 1, values.Length)
            : OnnxTensor.From<long>(values, 1, values.Length);

    // Everything up to the mark that ends the text, which may be what fills up as well.
    private long[] Mask(long[] tokens)
    {
        var used = tokens.Length;
        while (used > 1 && tokens[used - 1] == _how.Texts.Padding && tokens[used - 2] == _how.Texts.Padding)
        {
            used--;
        }

        return [.. Enumerable.Range(0, tokens.Length).Select(at => at < used ? 1L : 0L)];
    }

    private float[] Vector(OnnxTensor output, string file)
    {
        var values = output.Values<float>();
        if (values.Length != Dimension)
        {
            throw new InvalidDataException($"{file} gives {values.Length} numbers; the manifest says {Dimension}.");
        }

        var vector = values.ToArray();
        var norm = TensorPrimitives.Norm<float>(vector);
        if (!(norm > 0) || !float.IsFinite(norm))
        {
            throw new InvalidDataException($"{file} gives a vector that has no direction.");
        }

        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }

    private static ITextTokens TokensOf(PackTexts how, Func<string, string> pathOf) =>
        how.Tokenizer switch
        {
            PackTexts.Clip => ClipTokens.Read(
                pathOf(how.Merges!),
                how.Vocabulary is null ? null : pathOf(how.Vocabulary),
                how.Length,
                how.Padding
            ),
            _ => new SentencePieceTokens(SentencePieces.ReadModel(pathOf(how.Vocabulary!)), how.Length, how.End, how.Padding),
        };

    private static JointBackground BackgroundOf(string path, int dimension)
    {
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        var count = values.Length / dimension;
        if (count < PackVisual.LeastBackground || count * dimension != values.Length || new FileInfo(path).Length % sizeof(float) != 0)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)} must hold the vectors of at least {PackVisual.LeastBackground} unrelated pictures, {dimension} floats of 32 bits each."
            );
        }

        return JointBackground.Round([
            .. values
                .Chunk(dimension)
                .Select(vector =>
                {
                    TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
                    return vector;
                }),
        ]);
    }

    private static void Require(IReadOnlyList<string> names, string wanted, string kind, string file)
    {
        if (!names.Contains(wanted))
        {
            throw new InvalidDataException($"{file} has no {kind} {wanted}; it has {string.Join(", ", names)}.");
        }
    }
}
