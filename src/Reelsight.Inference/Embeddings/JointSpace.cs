using System.Numerics.Tensors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// A vector space for images and English text: what belongs together has a high cosine similarity. Beside it a classifier of the
/// image over the concepts of the training, which is more reliable for them than the space.
/// Thread-safe.
/// </summary>
public sealed class JointSpace : IJointSpace
{
    /// <summary>Length of a vector.</summary>
    public const int Dimensions = 512;

    // Enough for everything that an image shows at once.
    private const int MaxNamesInVector = 10;

    private readonly JointHead _head;
    private readonly JointBackground _background;
    private readonly ITextEncoder _texts;
    private readonly Dictionary<string, int> _indexByName;
    private readonly IReadOnlyList<float[]> _nameVectors;

    /// <summary>Creates the space of a head.</summary>
    /// <param name="name">Name of the space, for example <c>reelsight-1</c>.</param>
    /// <param name="head">The trained weights.</param>
    /// <param name="background">Vectors of unrelated images.</param>
    /// <param name="texts">The encoder that the head was trained with; the caller disposes it, after this space.</param>
    public JointSpace(string name, JointHead head, JointBackground background, ITextEncoder texts)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(texts);
        (Name, _head, _background, _texts) = (name, head, background, texts);
        _indexByName = head.Names.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
        _nameVectors = head.Captions is null ? texts.Encode(head.Names) : [];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Dimension => Dimensions;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _head.Names;

    /// <summary>Opens the space of a head shipped with the program.</summary>
    /// <param name="store">Knows the heads.</param>
    /// <param name="texts">Encode queries; the caller disposes them, after this space.</param>
    /// <param name="space">Which head; null for the one that <see cref="ModelStoreOptions.JointHead"/> chooses.</param>
    /// <exception cref="ModelStoreException">
    /// There is no such head, the hash of its file is not the expected one, or the pack of its text encoder is not ready.
    /// </exception>
    public static JointSpace Open(ModelStore store, TextEncoders texts, string? space = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(texts);
        var head = store.GetHead(space);
        return new JointSpace(head.Space, JointHead.Load(store, space), JointBackground.Load(store, space), texts.Get(head.Texts));
    }

    /// <summary>Embeds an image and classifies it.</summary>
    /// <param name="detectorLayers"><see cref="FrameDetections.LayerFeatures"/> of the image.</param>
    /// <param name="imageFeatures"><see cref="ImageFeatureExtractor.Extract"/> of the image.</param>
    /// <exception cref="ArgumentException">The number of features is wrong.</exception>
    public JointEmbedding Embed(ReadOnlySpan<float> detectorLayers, ReadOnlySpan<float> imageFeatures)
    {
        float[] features = [.. detectorLayers, .. imageFeatures];
        _head.Scaling.Apply(features);
        var probabilities = _head.Concepts.Apply(features);
        ToProbabilities(probabilities, _head.Temperature);
        var vector = _head.Captions is { } captions ? captions.ImageMap.Apply(features) : ComputeMeanOfNames(probabilities);
        return new JointEmbedding(Normalize(vector), probabilities);
    }

    /// <summary>Embeds a text: <see cref="Dimensions"/> values, Euclidean norm 1.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public float[] Encode(string text) => Encode([text])[0];

    /// <summary>Embeds several texts, in their order.</summary>
    /// <exception cref="ArgumentException">A text is empty or blank.</exception>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts) => [.. _texts.Encode(texts).Select(MapTextVector)];

    /// <summary>Creates a query from a description in plain words.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public JointQuery CreateQuery(string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        // Formatted like the training captions: the ranking stays the same, but false matches score further below true ones.
        var trimmed = description.Trim().TrimEnd('.', ' ');
        return CreateQuery(Encode(trimmed.Length == 0 ? description : $"{char.ToUpperInvariant(trimmed[0])}{trimmed[1..]} ."));
    }

    /// <summary>Creates a query from a vector of the space, such as that of an image.</summary>
    /// <param name="vector"><see cref="Dimensions"/> values, Euclidean norm 1.</param>
    public JointQuery CreateQuery(float[] vector)
    {
        var (mean, spread) = _background.ComputeCosineStatistics(vector);
        return new JointQuery(vector, mean, spread);
    }

    /// <summary>Maps a vector of the text encoder into this space.</summary>
    /// <param name="textVector">As many values as the encoder gives, Euclidean norm 1.</param>
    public float[] MapTextVector(float[] textVector)
    {
        ArgumentNullException.ThrowIfNull(textVector);
        if (_head.Captions is not { } captions)
        {
            return textVector;
        }

        var centred = new float[textVector.Length];
        TensorPrimitives.Subtract(textVector, captions.TextMean, centred);
        return Normalize(captions.TextMap.Apply(Normalize(centred)));
    }

    /// <summary>Index of a name in <see cref="Names"/>, ignoring case; null when it is not there.</summary>
    public int? IndexOf(string name) => _indexByName.TryGetValue(name, out var place) ? place : null;

    /// <summary>The likeliest concepts of an image.</summary>
    /// <param name="image">An image of this space.</param>
    /// <param name="count">How many, at least 1.</param>
    public IReadOnlyList<LabelScore> GetTopNames(JointEmbedding image, int count)
    {
        ArgumentNullException.ThrowIfNull(image);
        return
        [
            .. Enumerable
                .Range(0, image.Probabilities.Length)
                .OrderByDescending(place => image.Probabilities[place])
                .Take(count)
                .Select(place => new LabelScore(Names[place], image.Probabilities[place])),
        ];
    }

    /// <summary>Softmax with temperature: turns the scores of a concept head into probabilities.</summary>
    /// <param name="scores">One score per name; replaced in place by probabilities with sum 1.</param>
    /// <param name="temperature">Divisor of the scores; above 0.</param>
    public static void ToProbabilities(Span<float> scores, float temperature)
    {
        // The exponential of a large score overflows; only differences matter, so the largest becomes zero.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Divide(scores, temperature, scores);
        TensorPrimitives.SoftMax<float>(scores, scores);
    }

    private float[] ComputeMeanOfNames(float[] probabilities)
    {
        var vector = new float[Dimensions];
        foreach (
            var place in Enumerable.Range(0, probabilities.Length).OrderByDescending(place => probabilities[place]).Take(MaxNamesInVector)
        )
        {
            TensorPrimitives.MultiplyAdd(_nameVectors[place], probabilities[place], vector, vector);
        }

        return vector;
    }

    private static float[] Normalize(float[] vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }

        return vector;
    }
}
