using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Turns English text into vectors with Universal Sentence Encoder lite: near in meaning is near in cosine. Safe for any number of threads.
/// </summary>
public sealed class TextEncoder : IDisposable
{
    /// <summary>Name of the space of the vectors.</summary>
    public const string Space = "use-lite-en-1";

    /// <summary>Length of a vector.</summary>
    public const int Dimensions = 512;

    // The network ignores what comes after this many pieces, so longer text is read in parts.
    private const int PiecesPerPart = 128;

    // About 6,000 words. What comes after adds nothing that a mean over so much text would show.
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

    /// <summary>Loads the encoder from its pack.</summary>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static TextEncoder Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pieces = UnigramTokenizer.ReadJson(store.GetPath("text", "dist/vocab.json"));
        return new TextEncoder(store.LoadSession("text", "text.onnx"), pieces);
    }

    /// <summary>The vector of one text: 512 numbers, Euclidean norm 1. Long text is read in parts, whose mean it is.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public float[] Encode(string text) => Encode([text])[0];

    /// <summary>The vectors of several texts, in their order.</summary>
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
        // A sparse matrix of piece numbers: a row per part, a column per place in it.
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
