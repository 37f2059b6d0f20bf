namespace Reelsight.Vectors;

/// <summary>A segment is not what was written. Its vectors are derived data: set it aside and put its contents in again.</summary>
/// <param name="path">The file.</param>
/// <param name="what">What is wrong with it, such as "is cut off".</param>
public sealed class DamagedSegmentException(string path, string what)
    : Exception($"The vector segment {System.IO.Path.GetFileName(path)} {what}; its vectors are put together again from the database.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
