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
    /// <summary>Runs the models on a frame.</summary>
    /// <param name="models">The models.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="space">
    /// The joint space to embed it in, together with the visual similarity space, which takes half as long again; null for no embedding.
    /// </param>
    /// <param name="stages">Measures the networks.</param>
    public static FrameInference Infer(InferenceModels models, PixelBuffer pixels, IJointSpace? space, FrameStages stages)
    {
        var objects = stages.Detection.Run(() => models.ObjectDetector.Detect(pixels));
        if (space is null)
        {
            return new FrameInference(objects, null, null);
        }

        var started = stages.Embedding.Begin();
        var (features, visualSimilarity) = models.VisualSimilarity.Encode(pixels);
        var place = models.Embed(space, pixels, objects, features);
        stages.Embedding.End(started);
        return new FrameInference(objects, place, visualSimilarity);
    }
}
