using System.Numerics.Tensors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// One space for pictures and English text: what belongs together has a high cosine. Beside it a second, surer judgement of the same
/// picture: which of the names seen in training it shows. A sentence is looked up in the space, a known name among the names.
/// Safe for any number of threads.
/// </summary>
public sealed class JointSpace : IJointSpace
{
    /// <summary>Length of a vector.</summary>
    public const int Dimensions = TextEncoder.Dimensions;

    // Enough for everything a picture shows at once.
    private const int MaxNamesInVector = 10;

    private readonly JointHead _head;
    private readonly JointBackground _background;
    private readonly TextEncoder _texts;
    private readonly Dictionary<string, int> _indexByName;
    private readonly IReadOnlyList<float[]> _nameVectors;

    /// <summary>Makes the space of a head.</summary>
    /// <param name="name">Name of the space, for example <c>reelsight-1</c>.</param>
    /// <param name="head">What was trained.</param>
    /// <param name="background">Where unrelated pictures lie.</param>
    /// <param name="texts">Encodes questions; stays the caller's to dispose, after this.</param>
    public JointSpace(string name, JointHead head, JointBackground background, TextEncoder texts)
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

    /// <summary>Opens the space of a head that comes with the program.</summary>
    /// <param name="store">Has the heads.</param>
    /// <param name="texts">Encodes questions; stays the caller's to dispose, after this.</param>
    /// <param name="space">Which head; null for the one that <see cref="ModelStoreOptions.JointHead"/> chooses.</param>
    /// <exception cref="ModelStoreException">There is no such head, or it is not the one that was checked.</exception>
    public static JointSpace Open(ModelStore store, TextEncoder texts, string? space = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var (entry, head) = store.LoadJointHead(space);
        return new JointSpace(entry.Space, head, store.LoadJointBackground(space), texts);
    }

    /// <summary>Places a picture in the space and names it.</summary>
    /// <param name="detectorLayers"><see cref="FrameDetections.LayerFeatures"/> of the picture.</param>
    /// <param name="imageFeatures"><see cref="ImageFeatureExtractor.Extract"/> of the picture.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than these two give.</exception>
    public JointEmbedding Embed(ReadOnlySpan<float> detectorLayers, ReadOnlySpan<float> imageFeatures)
    {
        float[] features = [.. detectorLayers, .. imageFeatures];
        _head.Scaling.Apply(features);
        var probabilities = _head.Concepts.Apply(features);
        ToProbabilities(probabilities, _head.Temperature);
        var vector = _head.Captions is { } captions ? captions.ImageMap.Apply(features) : ComputeMeanOfNames(probabilities);
        return new JointEmbedding(Normalize(vector), probabilities);
    }

    /// <summary>Places a text in the space: <see cref="Dimensions"/> numbers, Euclidean norm 1.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public float[] Encode(string text) => Encode([text])[0];

    /// <summary>Places several texts, in their order.</summary>
    /// <exception cref="ArgumentException">A text is empty or blank.</exception>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts) => [.. _texts.Encode(texts).Select(MapTextVector)];

    /// <summary>Makes a question of a description in plain words.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    public JointQuery CreateQuery(string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        // Written as captions are: what is found is the same, but chance hits are further below what is meant.
        var trimmed = description.Trim().TrimEnd('.', ' ');
        return CreateQuery(Encode(trimmed.Length == 0 ? description : $"{char.ToUpperInvariant(trimmed[0])}{trimmed[1..]} ."));
    }

    /// <summary>Makes a question of a place in the space, such as that of a picture.</summary>
    /// <param name="vector"><see cref="Dimensions"/> numbers, Euclidean norm 1.</param>
    public JointQuery CreateQuery(float[] vector)
    {
        var (mean, spread) = _background.ComputeCosineStatistics(vector);
        return new JointQuery(vector, mean, spread);
    }

    /// <summary>Brings a vector of <see cref="TextEncoder.Space"/> into this space.</summary>
    /// <param name="textVector"><see cref="Dimensions"/> numbers, Euclidean norm 1.</param>
    public float[] MapTextVector(float[] textVector)
    {
        ArgumentNullException.ThrowIfNull(textVector);
        if (_head.Captions is not { } captions)
        {
            return textVector;
        }

        var centred = new float[Dimensions];
        TensorPrimitives.Subtract(textVector, captions.TextMean, centred);
        return Normalize(captions.TextMap.Apply(Normalize(centred)));
    }

    /// <summary>The place of a name among <see cref="Names"/>; null when it is none of them. Case does not matter.</summary>
    public int? IndexOf(string name) => _indexByName.TryGetValue(name, out var place) ? place : null;

    /// <summary>The likeliest names of a picture.</summary>
    /// <param name="image">A picture of this space.</param>
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

    /// <summary>Turns what a concept head says into probabilities.</summary>
    /// <param name="scores">One number for each name; changed in place to 0 to 1, in sum 1.</param>
    /// <param name="temperature">What they are divided by first; above 0.</param>
    public static void ToProbabilities(Span<float> scores, float temperature)
    {
        // The exponential of a large number is infinite; only differences matter, so the largest becomes zero.
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
