using System.Buffers;
using System.Numerics.Tensors;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Detection;

/// <summary>
/// Finds objects of the 80 COCO labels in an image with SSDLite-MobileNetV2, or with the detector that the owner added; the layers of the
/// former are computed in any case. Thread-safe.
/// </summary>
public sealed class ObjectDetector : IDisposable
{
    private static readonly string[] DetectionOutputs = ["boxes", "scores"];
    private static readonly string[] LayerOutputs = ["layer12", "layer13", "layer14", "layer15", "layer16"];

    // Width and height of the network's input in pixels.
    private const int Side = 300;

    // Height of the image inside the input in the second pass: the best of seven on the sample clips.
    private const int SecondPassHeight = 135;
    private const float EmptyPixel = 114;

    // An empty scene is sometimes detected as one object that fills it; real objects that fill an image score high.
    private const float MinFillingArea = 0.9f;
    private const float MinScoreFilling = 0.75f;

    // Intersection over union from which two boxes show the same object, whatever their labels.
    private const float MinSameObjectOverlap = 0.6f;

    /// <summary>Name of the detector that comes with the program.</summary>
    public const string DefaultName = "ssdlite-mobilenetv2-coco";

    private readonly OnnxSession _session;
    private readonly ObjectDetectorOptions _options;
    private readonly DetectionTransformer? _added;

    private ObjectDetector(OnnxSession session, ObjectDetectorOptions options, string name, DetectionTransformer? added) =>
        (_session, _options, Name, _added) = (session, options, name, added);

    /// <summary>Name of the network that finds the objects.</summary>
    public string Name { get; }

    /// <summary>Channels of each layer of <see cref="FrameDetections.LayerFeatures"/>.</summary>
    public static IReadOnlyList<int> LayerSizes { get; } = [576, 576, 960, 960, 960];

    /// <summary>Loads the detector that the owner added last, and the default one.</summary>
    /// <exception cref="ModelStoreException">The default pack is not ready, or that of the owner can no longer be used.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static ObjectDetector Open(ModelStore store, ObjectDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new ObjectDetectorOptions();
        var session = store.LoadSession("objects", "objects.onnx", new OnnxSessionOptions { Threads = options.Threads });
        if (store.UserPacks.Detector is not { } own)
        {
            return new ObjectDetector(session, options, DefaultName, null);
        }

        try
        {
            return UserPackStore.WithStoreException(own.Name, () =>
            {
                var path = store.UserPacks.GetPath(own, own.Detector!.File);
                return new ObjectDetector(session, options, own.Name, DetectionTransformer.Open(own.Detector, path, options.Threads));
            });
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Detects the objects of an image.</summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public FrameDetections Detect(PixelBuffer image)
    {
        image.Validate();
        return _added is null ? DetectByDefault(image) : DetectByAdded(_added, image);
    }

    /// <summary>Frees the models.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _added?.Dispose();
    }

    private FrameDetections DetectByAdded(DetectionTransformer added, PixelBuffer image)
    {
        var (candidates, scores) = added.Detect(image, _options.MinAlternativeScore);
        return new FrameDetections(SuppressNonMaxima(candidates), scores)
        {
            LayerFeatures = RunNetwork(image, Side, [.. DetectionOutputs, .. LayerOutputs]).LayerFeatures,
        };
    }

    private FrameDetections DetectByDefault(PixelBuffer image)
    {
        var view = RunNetwork(image, Side, [.. DetectionOutputs, .. LayerOutputs]);
        var candidates = view.Candidates;
        if (_options.UseSecondPass)
        {
            var flattened = RunNetwork(image, SecondPassHeight, DetectionOutputs);
            candidates = [.. candidates, .. flattened.Candidates];
            TensorPrimitives.Max<float>(view.BestScores, flattened.BestScores, view.BestScores);
        }

        var classScores = new float[CocoLabels.All.Count];
        for (var i = 0; i < classScores.Length; i++)
        {
            classScores[i] = view.BestScores[CocoLabels.ClassIndices[i]];
        }

        return new FrameDetections(SuppressNonMaxima(candidates), classScores) { LayerFeatures = view.LayerFeatures };
    }

    /// <summary>Runs the network on the whole image, scaled to the width of the input and to a height, in its middle.</summary>
    private NetworkOutput RunNetwork(PixelBuffer image, int height, string[] outputs)
    {
        const int RowLength = Side * PixelBuffer.BytesPerPixel;
        var pixels = ArrayPool<float>.Shared.Rent(Side * RowLength);
        try
        {
            var used = pixels.AsMemory(0, Side * RowLength);
            var top = (Side - height) / 2;
            used.Span.Fill(EmptyPixel);
            ImageScaler.Scale(image, Side, height, used.Span.Slice(top * RowLength, height * RowLength));
            using var imageTensor = OnnxTensor.From(used, 1, Side, Side, PixelBuffer.BytesPerPixel);
            using var result = _session.Run([("image", imageTensor)], outputs);
            return ParseOutput(result, (float)top / Side, (float)height / Side) with { LayerFeatures = ReadLayerFeatures(result, outputs) };
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    private NetworkOutput ParseOutput(OnnxResult result, float top, float height)
    {
        var boxes = result["boxes"].Values<float>();
        var scores = result["scores"].Values<float>();
        var best = new float[CocoLabels.ClassCount];
        var candidates = new List<ObjectDetection>();
        for (var place = 0; place < scores.Length / best.Length; place++)
        {
            var own = scores.Slice(place * best.Length, best.Length);
            TensorPrimitives.Max<float>(best, own, best);
            var position = TensorPrimitives.IndexOfMax(own);
            if (own[position] < _options.MinAlternativeScore || CocoLabels.FindLabel(position) is not { } label)
            {
                continue;
            }

            var box = ToBox(boxes.Slice(place * 4, 4), top, height);
            if (box.Area < MinFillingArea || own[position] >= MinScoreFilling)
            {
                candidates.Add(new ObjectDetection(label, own[position], box) { Alternatives = GetOtherLabels(own, position) });
            }
        }

        return new NetworkOutput(candidates, best);
    }

    private static float[] ReadLayerFeatures(OnnxResult result, string[] outputs) =>
        [.. outputs.Skip(DetectionOutputs.Length).SelectMany(layer => result[layer].Values<float>().ToArray())];

    // The network gives top, left, bottom, right as fractions of its input; they may reach beyond the image.
    private static BoundingBox ToBox(ReadOnlySpan<float> corners, float top, float height)
    {
        var above = Math.Clamp((corners[0] - top) / height, 0, 1);
        var left = Math.Clamp(corners[1], 0, 1);
        var below = Math.Clamp((corners[2] - top) / height, above, 1);
        var right = Math.Clamp(corners[3], left, 1);
        return new BoundingBox(left, above, right - left, below - above);
    }

    private List<ObjectDetection> SuppressNonMaxima(List<ObjectDetection> candidates)
    {
        var kept = new List<ObjectDetection>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (
                candidate.Score >= _options.MinScore
                && !kept.Exists(better =>
                    better.Label == candidate.Label && better.Box.IntersectionOverUnion(candidate.Box) > _options.MaxOverlap
                )
            )
            {
                kept.Add(candidate);
            }
        }

        return [.. kept.Select(found => found with { Alternatives = CollectAlternatives(found, candidates) })];
    }

    private static List<LabelScore> CollectAlternatives(ObjectDetection found, List<ObjectDetection> candidates) =>
        [
            .. candidates
                .Where(candidate => candidate.Box.IntersectionOverUnion(found.Box) >= MinSameObjectOverlap)
                .SelectMany(candidate => candidate.Alternatives.Append(new LabelScore(candidate.Label, candidate.Score)))
                .Where(other => other.Label != found.Label)
                .GroupBy(other => other.Label, (label, scores) => new LabelScore(label, scores.Max(score => score.Score)))
                .OrderByDescending(other => other.Score),
        ];

    private List<LabelScore> GetOtherLabels(ReadOnlySpan<float> scores, int best)
    {
        var others = new List<LabelScore>();
        for (var position = 0; position < scores.Length; position++)
        {
            if (position != best && scores[position] >= _options.MinAlternativeScore && CocoLabels.FindLabel(position) is { } label)
            {
                others.Add(new LabelScore(label, scores[position]));
            }
        }

        return others;
    }

    private sealed record NetworkOutput(List<ObjectDetection> Candidates, float[] BestScores)
    {
        public float[] LayerFeatures { get; init; } = [];
    }
}
