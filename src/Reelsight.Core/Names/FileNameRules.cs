using System.Text;

namespace Reelsight.Core.Names;

/// <summary>The one place where names that came from elsewhere become names of files and folders.</summary>
public static class FileNameRules
{
    // What common file systems take.
    private const int MaxBytes = 255;

    /// <summary>What is wrong with the name of a file, as the end of a sentence; null when nothing is.</summary>
    public static string? FindViolation(string name) =>
        name is "" or "." or ".." ? "must be the name of a file"
        : name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) ? "must be a name without folders"
        : name.StartsWith('.') ? "must not begin with a dot"
        : name.Contains(':', StringComparison.Ordinal) ? "must not hold a colon"
        : Encoding.UTF8.GetByteCount(name) > MaxBytes ? $"must not have more than {MaxBytes} bytes"
        : NameRules.FindViolation(name, MaxBytes);

    /// <summary>The path of a file or folder of this name, directly in a folder.</summary>
    /// <exception cref="ArgumentException">The name would lead elsewhere, or is no name of a file.</exception>
    public static string Combine(string folder, string name) =>
        FindViolation(name) is { } violation
            ? throw new ArgumentException($"The name \"{name.ReplaceLineEndings("?")}\" {violation}.", nameof(name))
            : Path.Combine(folder, name);

    /// <summary>Whether what lies at a path is itself there, and no link to something elsewhere.</summary>
    /// <param name="path">A file or folder.</param>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
