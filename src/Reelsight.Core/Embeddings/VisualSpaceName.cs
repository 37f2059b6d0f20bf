namespace Reelsight.Core.Embeddings;

/// <summary>
/// Names of the spaces that are searched: a vector space and the version of the models that describe media, such as
/// <c>reelsight-2@7.3.2</c>. Results of two versions are never mixed.
/// </summary>
public static class VisualSpaceName
{
    /// <summary>Makes a name.</summary>
    /// <param name="vectorSpace">The vector space.</param>
    /// <param name="version">The version of the models.</param>
    public static string Format(string vectorSpace, string version) => $"{vectorSpace}@{version}";

    /// <summary>Returns the vector space in a name.</summary>
    public static string GetVectorSpace(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('@')[0];
    }
}
