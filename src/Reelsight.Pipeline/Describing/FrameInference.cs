using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>What the networks see in a frame.</summary>
/// <param name="Objects">What the detector says; null where it was not asked.</param>
/// <param name="Joint">Its place in the joint space and its names; null where the frame before stands for it.</param>
/// <param name="VisualSimilarity">How it looks; null where the frame before stands for it, and where it is blank.</param>
internal sealed record FrameInference(FrameDetections? Objects, JointEmbedding? Joint, float[]? VisualSimilarity)
{
    /// <summary>Looks at a frame.</summary>
    /// <param name="models">The networks.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="space">Where to place it, and to describe how it looks, which takes half as long again; null to do neither.</param>
    /// <param name="stages">Measures the networks.</param>
    public static FrameInference Infer(InferenceModels models, PixelBuffer pixels, IJointSpace? space, FrameStages stages)
    {
        var found = stages.Detection.Run(() => models.ObjectDetector.Detect(pixels));
        if (space is null)
        {
            return new FrameInference(found, null, null);
        }

        var started = stages.Embedding.Begin();
        var (features, look) = models.VisualSimilarity.Encode(pixels);
        var place = models.Embed(space, pixels, found, features);
        stages.Embedding.End(started);
        return new FrameInference(found, place, look);
    }
}
