namespace Reelsight.Vectors;

/// <summary>
/// A segment file does not have the bytes that were written to it. Pass this to <see cref="VectorIndex.Quarantine"/> and put the missing
/// documents in again.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="what">What is wrong with it, such as "is cut off".</param>
public sealed class DamagedSegmentException(string path, string what)
    : Exception($"The vector segment {System.IO.Path.GetFileName(path)} {what}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
