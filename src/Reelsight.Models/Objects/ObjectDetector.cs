using System.Buffers;
using System.Numerics.Tensors;
using Reelsight.Models.Onnx;
using Reelsight.Models.Packs;
using Reelsight.Models.Pictures;

namespace Reelsight.Models.Objects;

/// <summary>
/// Finds objects of the 80 COCO labels in a picture with SSDLite-MobileNetV2. Pictures may be given on any number of threads.
/// </summary>
public sealed class ObjectDetector : IDisposable
{
    private static readonly string[] Found = ["boxes", "scores"];
    private static readonly string[] LayerNames = ["layer12", "layer13", "layer14", "layer15", "layer16"];

    // The side of the square that the network was trained on.
    private const int Side = 300;

    // Height of the picture inside the square at the second look: best of seven heights on the sample clips.
    private const int FlattenedHeight = 135;
    private const float EmptyPixel = 114;

    // An empty scene is now and then taken for one thing that fills it; what really fills a picture scores high.
    private const float FillsPicture = 0.9f;
    private const float MinScoreFilling = 0.75f;

    // Boxes that cover the same place as much as this show the same thing, whatever they call it.
    private const float SamePlace = 0.6f;

    private readonly OnnxSession _session;
    private readonly ObjectDetectorOptions _options;

    private ObjectDetector(OnnxSession session, ObjectDetectorOptions options)
    {
        _session = session;
        _options = options;
    }

    /// <summary>Numbers in each layer of <see cref="FrameObjects.Layers"/>.</summary>
    public static IReadOnlyList<int> Layers { get; } = [576, 576, 960, 960, 960];

    /// <summary>Loads the detector from its pack.</summary>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static ObjectDetector Open(ModelStore store, ObjectDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new ObjectDetectorOptions();
        return new ObjectDetector(store.Load("objects", "objects.onnx", new OnnxOptions { Threads = options.Threads }), options);
    }

    /// <summary>Describes one picture.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public FrameObjects Detect(PixelBuffer picture)
    {
        picture.Validate();
        var view = Look(picture, Side, [.. Found, .. LayerNames]);
        var candidates = view.Candidates;
        if (_options.SecondLook)
        {
            var flattened = Look(picture, FlattenedHeight, Found);
            candidates = [.. candidates, .. flattened.Candidates];
            TensorPrimitives.Max<float>(view.BestScores, flattened.BestScores, view.BestScores);
        }

        var classScores = new float[ObjectLabels.All.Count];
        for (var i = 0; i < classScores.Length; i++)
        {
            classScores[i] = view.BestScores[ObjectLabels.Positions[i]];
        }

        return new FrameObjects(Suppress(candidates), classScores) { Layers = view.Layers };
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Shows the network the whole picture, as wide as its square and of the given height in the middle.</summary>
    private View Look(PixelBuffer picture, int height, string[] outputs)
    {
        const int RowLength = Side * PixelBuffer.BytesPerPixel;
        var pixels = ArrayPool<float>.Shared.Rent(Side * RowLength);
        try
        {
            var used = pixels.AsMemory(0, Side * RowLength);
            var top = (Side - height) / 2;
            used.Span.Fill(EmptyPixel);
            PictureScaler.Scale(picture, Side, height, used.Span.Slice(top * RowLength, height * RowLength));
            using var image = OnnxTensor.From(used, 1, Side, Side, PixelBuffer.BytesPerPixel);
            using var result = _session.Run([("image", image)], outputs);
            return Read(result, (float)top / Side, (float)height / Side) with { Layers = LayersOf(result, outputs) };
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    private View Read(OnnxResult result, float top, float height)
    {
        var boxes = result["boxes"].Values<float>();
        var scores = result["scores"].Values<float>();
        var best = new float[ObjectLabels.Scores];
        var candidates = new List<DetectedObject>();
        for (var place = 0; place < scores.Length / best.Length; place++)
        {
            var own = scores.Slice(place * best.Length, best.Length);
            TensorPrimitives.Max<float>(best, own, best);
            var position = TensorPrimitives.IndexOfMax(own);
            if (own[position] < _options.MinAlternativeScore || ObjectLabels.At(position) is not { } label)
            {
                continue;
            }

            var box = BoxAt(boxes.Slice(place * 4, 4), top, height);
            if (box.Area < FillsPicture || own[position] >= MinScoreFilling)
            {
                candidates.Add(new DetectedObject(label, own[position], box) { Alternatives = Others(own, position) });
            }
        }

        return new View(candidates, best);
    }

    private static float[] LayersOf(OnnxResult result, string[] outputs) =>
        [.. outputs.Skip(Found.Length).SelectMany(layer => result[layer].Values<float>().ToArray())];

    // The network says top, left, bottom, right in shares of its square, and may reach beyond the picture's edges.
    private static Box BoxAt(ReadOnlySpan<float> corners, float top, float height)
    {
        var above = Math.Clamp((corners[0] - top) / height, 0, 1);
        var left = Math.Clamp(corners[1], 0, 1);
        var below = Math.Clamp((corners[2] - top) / height, above, 1);
        var right = Math.Clamp(corners[3], left, 1);
        return new Box(left, above, right - left, below - above);
    }

    private List<DetectedObject> Suppress(List<DetectedObject> candidates)
    {
        var kept = new List<DetectedObject>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (
                candidate.Score >= _options.MinScore
                && !kept.Exists(better => better.Label == candidate.Label && better.Box.Overlap(candidate.Box) > _options.MaxOverlap)
            )
            {
                kept.Add(candidate);
            }
        }

        return [.. kept.Select(found => found with { Alternatives = AlternativesOf(found, candidates) })];
    }

    private static List<LabelScore> AlternativesOf(DetectedObject found, List<DetectedObject> candidates) =>
        [
            .. candidates
                .Where(candidate => candidate.Box.Overlap(found.Box) >= SamePlace)
                .SelectMany(candidate => candidate.Alternatives.Append(new LabelScore(candidate.Label, candidate.Score)))
                .Where(other => other.Label != found.Label)
                .GroupBy(other => other.Label, (label, scores) => new LabelScore(label, scores.Max(score => score.Score)))
                .OrderByDescending(other => other.Score),
        ];

    private List<LabelScore> Others(ReadOnlySpan<float> scores, int best)
    {
        var others = new List<LabelScore>();
        for (var position = 0; position < scores.Length; position++)
        {
            if (position != best && scores[position] >= _options.MinAlternativeScore && ObjectLabels.At(position) is { } label)
            {
                others.Add(new LabelScore(label, scores[position]));
            }
        }

        return others;
    }

    private sealed record View(List<DetectedObject> Candidates, float[] BestScores)
    {
        public float[] Layers { get; init; } = [];
    }
}
