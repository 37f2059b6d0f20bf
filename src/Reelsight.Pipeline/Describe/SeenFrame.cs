using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Objects;

namespace Reelsight.Pipeline.Describe;

/// <summary>What the networks see in a frame.</summary>
/// <param name="Objects">What the detector says.</param>
/// <param name="Joint">Its place in the joint space and its names; null where the frame before stands for it.</param>
internal sealed record SeenFrame(FrameObjects Objects, JointPicture? Joint)
{
    /// <summary>Looks at a frame.</summary>
    /// <param name="models">The networks.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="joint">Whether to place it in the joint space, which takes half as long again.</param>
    public static SeenFrame Look(DescriberModels models, PixelBuffer pixels, bool joint)
    {
        var found = models.Objects.Detect(pixels);
        return new SeenFrame(found, joint ? models.Joint.Describe(found.Layers, models.Features.Describe(pixels)) : null);
    }
}
