using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Text;

namespace Reelsight.Pipeline.Describe;

/// <summary>The vector spaces that the default pack fills. Vectors of two spaces are never compared.</summary>
public static class Spaces
{
    /// <summary>Sentences: spoken phrases and on-screen lines live here.</summary>
    public const string Text = TextEncoder.Space;
    /// <summary>Clips by looks.</summary>
    public const string LookAlike = LookSpace.Name;
    /// <summary>Numbers in a text vector.</summary>
    public const int TextDimension = TextEncoder.Dimensions;
    /// <summary>Numbers in a vector of the joint space; which space that is, settings choose: <see cref="DescriberModels.JointSpaceName"/>.</summary>
    public const int JointDimension = JointSpace.Dimensions;
    /// <summary>Numbers in a look-alike vector.</summary>
    public const int LookAlikeDimension = LookSpace.Dimensions;
}
