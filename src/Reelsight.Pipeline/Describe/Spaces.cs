using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Text;
using Reelsight.Storage;

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

    /// <summary>Numbers in an embedding, and in a vector of the joint spaces that come with the program.</summary>
    public const int JointDimension = JointSpace.Dimensions;

    /// <summary>Numbers in a look-alike vector.</summary>
    public const int LookAlikeDimension = LookSpace.Dimensions;

    /// <summary>
    /// The version of everything that looks at pictures: part of the names of what is searched (see <see cref="SpaceName"/>).
    /// </summary>
    public const string Version = $"{PictureStage.Version}.{ImageDescriber.Version}";

    /// <summary>The stages that look at pictures, and the versions of their outputs for a space that is searched.</summary>
    public static IEnumerable<(string Stage, string Version)> StagesOf(string space)
    {
        var (vectors, versions) = (SpaceName.VectorsOf(space), space[(space.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('.'));
        return new[] { PictureStage.Name, ImageDescriber.Name }.Zip(versions, (stage, version) => (stage, $"{version}-{vectors}"));
    }
}
