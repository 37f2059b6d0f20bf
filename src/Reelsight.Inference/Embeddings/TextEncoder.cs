using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Embeds English text with Universal Sentence Encoder lite: texts of similar meaning have a high cosine similarity. Thread-safe.
/// </summary>
public sealed class TextEncoder : ITextEncoder, IDisposable
{
    /// <summary>Name of the space of the vectors.</summary>
    public const string SpaceName = "use-lite-en-1";

    /// <summary>Length of a vector.</summary>
    public const int Dimensions = 512;

    // The network ignores everything after this many tokens, so longer text is encoded in parts.
    private const int PiecesPerPart = 128;

    // About 6,000 words. More text would hardly change the mean.
    private const int MaxParts = 64;

    // Memory of one run grows with parts x pieces squared.
    private const int PartsPerRun = 16;

    private readonly OnnxSession _session;
    private readonly UnigramTokenizer _pieces;

    private TextEncoder(OnnxSession session, UnigramTokenizer pieces)
    {
        _session = session;
        _pieces = pieces;
    }

    /// <inheritdoc/>
    public string Space => SpaceName;

    /// <inheritdoc/>
    public int Dimension => Dimensions;

    /// <summary>Loads the encoder from its pack.</summary>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static TextEncoder Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pieces = UnigramTokenizer.ReadJson(store.GetPath("text", "dist/vocab.json"));
        return new TextEncoder(store.LoadSession("text", "text.onnx"), pieces);
    }

    /// <summary>Embeds one text: 512 values, Euclidean norm 1. The vector of a long text is the mean of those of its parts.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public float[] Encode(string text) => Encode([text])[0];

    /// <summary>Embeds several texts, in their order.</summary>
    /// <exception cref="ArgumentException">A text is empty or blank.</exception>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var parts = new List<(int Text, int[] Pieces)>();
        for (var i = 0; i < texts.Count; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(texts[i], nameof(texts));
            parts.AddRange(_pieces.Tokenize(texts[i]).Chunk(PiecesPerPart).Take(MaxParts).Select(pieces => (i, pieces)));
        }

        var vectors = texts.Select(_ => new float[Dimensions]).ToArray();
        foreach (var run in parts.Chunk(PartsPerRun))
        {
            AddVectors(run, vectors);
        }

        foreach (var vector in vectors)
        {
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return vectors;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();

    private void AddVectors((int Text, int[] Pieces)[] run, float[][] vectors)
    {
        // A sparse matrix of token ids: a row per part, a column per position.
        var values = run.SelectMany(part => part.Pieces).Select(piece => (long)piece).ToArray();
        var indices = run.SelectMany((part, row) => part.Pieces.SelectMany((_, column) => new long[] { row, column })).ToArray();
        using var valueTensor = OnnxTensor.From<long>(values, values.Length);
        using var indexTensor = OnnxTensor.From<long>(indices, values.Length, 2);
        using var result = _session.Run([("indices", indexTensor), ("values", valueTensor)], "vectors");
        var made = result[0].Values<float>();
        for (var row = 0; row < run.Length; row++)
        {
            var sum = vectors[run[row].Text];
            TensorPrimitives.Add(sum, made.Slice(row * Dimensions, Dimensions), sum);
        }
    }
}
