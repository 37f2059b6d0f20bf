using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// The space of an image-text model that the owner added: an image encoder, a text encoder and the vectors of unrelated images.
/// </summary>
public sealed class UserPackSpace : IJointSpace, IDisposable
{
    private readonly ImageTextModelSpec _spec;
    private readonly OnnxSession _imageSession,
        _textSession;
    private readonly ITokenizer _tokenizer;
    private readonly JointBackground _background;

    private UserPackSpace(
        string name,
        ImageTextModelSpec spec,
        OnnxSession images,
        OnnxSession texts,
        ITokenizer tokens,
        JointBackground background
    ) => (Name, _spec, _imageSession, _textSession, _tokenizer, _background) = (name, spec, images, texts, tokens, background);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Dimension => _spec.Dimension;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [];

    /// <summary>Opens the space of a visual pack of a store.</summary>
    /// <exception cref="ModelStoreException">There is no such pack, or it can no longer be used.</exception>
    public static UserPackSpace Open(ModelStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pack = store.UserPacks.GetAll().FirstOrDefault(pack => pack.Name == name && pack.Visual is not null)
            ?? throw new ModelStoreException($"There is no visual pack {name}.");
        return UserPackStore.WithStoreException(name, () => Open(pack, store.UserPacks.GetFolder(name)));
    }

    /// <summary>Opens the models of a folder.</summary>
    /// <exception cref="InvalidDataException">A file does not match the manifest; the message says which and how.</exception>
    /// <exception cref="OnnxException">A model cannot be loaded.</exception>
    internal static UserPackSpace Open(UserPack pack, string folder) =>
        Open(pack, folder, ReadBackground(Path.Combine(folder, pack.Visual!.Background), pack.Visual.Dimension));

    /// <summary>Opens the models of a folder to measure what unrelated images look like; queries have no standard score yet.</summary>
    /// <exception cref="InvalidDataException">A file does not match the manifest; the message says which and how.</exception>
    /// <exception cref="OnnxException">A model cannot be loaded.</exception>
    internal static UserPackSpace OpenWithoutBackground(UserPack pack, string folder) => Open(pack, folder, JointBackground.None);

    private static UserPackSpace Open(UserPack pack, string folder, JointBackground background)
    {
        var spec = pack.Visual!;
        var tokens = OpenTokenizer(spec.Texts, name => Path.Combine(folder, name));
        var images = OnnxSession.Load(Path.Combine(folder, spec.Pictures.File));
        OnnxSession? texts = null;
        try
        {
            texts = OnnxSession.Load(Path.Combine(folder, spec.Texts.File));
            RequireName(images.InputNames, spec.Pictures.Input, "input", spec.Pictures.File);
            RequireName(images.OutputNames, spec.Pictures.Output, "output", spec.Pictures.File);
            RequireName(texts.InputNames, spec.Texts.Input, "input", spec.Texts.File);
            RequireName(texts.OutputNames, spec.Texts.Output, "output", spec.Texts.File);
            if (spec.Texts.AttentionMask is { } mask)
            {
                RequireName(texts.InputNames, mask, "input", spec.Texts.File);
            }

            return new UserPackSpace(pack.Name, spec, images, texts, tokens, background);
        }
        catch
        {
            images.Dispose();
            texts?.Dispose();
            throw;
        }
    }

    /// <summary>Embeds an image; it gets no labels.</summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public JointEmbedding Embed(PixelBuffer image)
    {
        var size = _spec.Pictures.Size;
        using var input = OnnxTensor.From<float>(
            ImagePreprocessor.Preprocess(image, _spec.Pictures),
            1,
            PixelBuffer.BytesPerPixel,
            size,
            size
        );
        using var result = _imageSession.Run([(_spec.Pictures.Input, input)], _spec.Pictures.Output);
        return new JointEmbedding(ReadVector(result[0], _spec.Pictures.File), []);
    }

    /// <inheritdoc/>
    public float[] Encode(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var tokens = _tokenizer.Tokenize(text);
        using var input = CreateTensor(tokens);
        var inputs = new List<(string, OnnxTensor)> { (_spec.Texts.Input, input) };
        using var mask = CreateTensor(CreateAttentionMask(tokens));
        if (_spec.Texts.AttentionMask is { } name)
        {
            inputs.Add((name, mask));
        }

        using var result = _textSession.Run(inputs, _spec.Texts.Output);
        return ReadVector(result[0], _spec.Texts.File);
    }

    /// <inheritdoc/>
    public JointQuery CreateQuery(string description) => CreateQuery(Encode(description));

    /// <inheritdoc/>
    public JointQuery CreateQuery(float[] vector)
    {
        var (mean, spread) = _background.ComputeCosineStatistics(vector);
        return new JointQuery(vector, mean, spread);
    }

    /// <summary>Frees the models.</summary>
    public void Dispose()
    {
        _imageSession.Dispose();
        _textSession.Dispose();
    }

    private OnnxTensor CreateTensor(long[] values) =>
        _spec.Texts.Type == TextEncoderSpec.Int32
            ? OnnxTensor.From<int>(Array.ConvertAll(values, value => (int)value), 1, values.Length)
            : OnnxTensor.From<long>(values, 1, values.Length);

    // Everything up to the end token, whose id may be that of the padding as well.
    private long[] CreateAttentionMask(long[] tokens)
    {
        var padding = _tokenizer.Padding;
        var used = tokens.Length;
        while (used > 1 && tokens[used - 1] == padding && tokens[used - 2] == padding)
        {
            used--;
        }

        if (used > 1 && _tokenizer.EndsBeforePadding && tokens[used - 1] == padding)
        {
            used--;
        }

        return [.. Enumerable.Range(0, tokens.Length).Select(at => at < used ? 1L : 0L)];
    }

    private float[] ReadVector(OnnxTensor output, string file)
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

    private static ITokenizer OpenTokenizer(TextEncoderSpec spec, Func<string, string> pathOf) =>
        spec.Tokenizer switch
        {
            TextEncoderSpec.Clip => ClipTokenizer.Read(
                pathOf(spec.Merges!),
                spec.Vocabulary is null ? null : pathOf(spec.Vocabulary),
                spec.Length,
                spec.Padding
            ),
            TextEncoderSpec.TokenizerJson => JsonTokenizer.Read(pathOf(spec.Vocabulary!), spec.Length, spec.PaddingPiece!, spec.Canonical),
            _ => new SigLipTokenizer(UnigramTokenizer.ReadModel(pathOf(spec.Vocabulary!)), spec.Length, spec.End, spec.Padding),
        };

    private static JointBackground ReadBackground(string path, int dimension)
    {
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        var count = values.Length / dimension;
        if (
            count < ImageTextModelSpec.MinBackgroundVectors
            || count * dimension != values.Length
            || new FileInfo(path).Length % sizeof(float) != 0
        )
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)} must hold the vectors of at least {ImageTextModelSpec.MinBackgroundVectors} unrelated pictures, "
                    + $"{dimension} floats of 32 bits each."
            );
        }

        return JointBackground.Quantize([
            .. values
                .Chunk(dimension)
                .Select(vector =>
                {
                    TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
                    return vector;
                }),
        ]);
    }

    private static void RequireName(IReadOnlyList<string> names, string wanted, string kind, string file)
    {
        if (!names.Contains(wanted))
        {
            throw new InvalidDataException($"{file} has no {kind} {wanted}; it has {string.Join(", ", names)}.");
        }
    }
}
