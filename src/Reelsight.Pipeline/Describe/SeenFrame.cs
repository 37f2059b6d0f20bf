using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Objects;

namespace Reelsight.Pipeline.Describe;

/// <summary>What the networks see in a frame.</summary>
/// <param name="Objects">What the detector says; null where it was not asked.</param>
/// <param name="Joint">Its place in the joint space and its names; null where the frame before stands for it.</param>
/// <param name="LookAlike">How it looks; null where the frame before stands for it, and where it is blank.</param>
internal sealed record SeenFrame(FrameObjects? Objects, JointPicture? Joint, float[]? LookAlike)
{
    /// <summary>Looks at a frame.</summary>
    /// <param name="models">The networks.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="space">Where to place it, and to describe how it looks, which takes half as long again; null to do neither.</param>
    public static SeenFrame Look(DescriberModels models, PixelBuffer pixels, IVisualSpace? space)
    {
        var found = models.Objects.Detect(pixels);
        if (space is null)
        {
            return new SeenFrame(found, null, null);
        }

        var (features, look) = models.Looks.Describe(pixels);
        return new SeenFrame(found, models.Place(space, pixels, found, features), look);
    }
}
