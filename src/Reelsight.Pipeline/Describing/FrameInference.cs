using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>Results of the models for one frame.</summary>
/// <param name="Objects">Detected objects; null where the detector was not run.</param>
/// <param name="Joint">Embedding and tags in the joint space; null where those of the frame before are used.</param>
/// <param name="VisualSimilarity">Visual similarity embedding; null where that of the frame before is used, and for a blank frame.</param>
internal sealed record FrameInference(FrameDetections? Objects, JointEmbedding? Joint, float[]? VisualSimilarity)
{
    /// <summary>The bodies that were looked at, by the box of the person.</summary>
    public IReadOnlyDictionary<BoundingBox, ObservedBody> Bodies { get; init; } = new Dictionary<BoundingBox, ObservedBody>();

    /// <summary>Runs the detector alone.</summary>
    public static FrameDetections Detect(InferenceModels models, PixelBuffer pixels, FrameStages stages) =>
        stages.Detection.Run(() => models.ObjectDetector.Detect(pixels));

    /// <summary>Runs the models on a frame: beside the detector those that take half as long again.</summary>
    /// <param name="models">The models.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="space">The joint space to embed it in, together with the visual similarity space.</param>
    /// <param name="stages">Measures the networks.</param>
    /// <param name="turn">Number of the frame, which decides whose bodies are looked at where there are many people.</param>
    /// <param name="maxBodies">How many bodies are looked at.</param>
    public static FrameInference Infer(
        InferenceModels models,
        PixelBuffer pixels,
        IJointSpace space,
        FrameStages stages,
        int turn,
        int maxBodies = BodyObserver.MaxInFrame
    )
    {
        var objects = Detect(models, pixels, stages);
        var started = stages.Embedding.Begin();
        var (features, visualSimilarity) = models.VisualSimilarity.Encode(pixels);
        var place = models.Embed(space, pixels, objects, features);
        stages.Embedding.End(started);
        var bodies = stages.Bodies.Run(() => BodyObserver.Observe(models.PoseEstimator, pixels, objects.Objects, turn, maxBodies));
        return new FrameInference(objects, place, visualSimilarity) { Bodies = bodies };
    }
}
