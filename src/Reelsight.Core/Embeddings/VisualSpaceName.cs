namespace Reelsight.Core.Embeddings;

/// <summary>
/// Names of what is searched as one: a space of vectors and the version of the describers, such as <c>reelsight-1@6.2</c>. What one version
/// of the describers says of footage is not mixed with what another says.
/// </summary>
public static class VisualSpaceName
{
    /// <summary>The name.</summary>
    /// <param name="vectorSpace">The space of vectors.</param>
    /// <param name="version">The version of the describers.</param>
    public static string Format(string vectorSpace, string version) => $"{vectorSpace}@{version}";

    /// <summary>The space of vectors in a name.</summary>
    public static string GetVectorSpace(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('@')[0];
    }
}
