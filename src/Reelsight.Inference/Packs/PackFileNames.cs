using Reelsight.Core.Names;

namespace Reelsight.Inference.Packs;

/// <summary>Names of a pack's files: beside its manifest, or in one folder there.</summary>
internal static class PackFileNames
{
    /// <summary>What is wrong with a name, as the end of a sentence; null when nothing is.</summary>
    public static string? FindViolation(string name)
    {
        var parts = name.Split('/');
        return parts.Length > 2 || (parts.Length == 2 && parts[0] is "" or "." or "..") ? "must be a name without folders, or in one folder"
            : name == UserPack.FileName ? "is the manifest's own"
            : parts.Select(FileNameRules.FindViolation).FirstOrDefault(violation => violation is not null);
    }

    /// <summary>The path of a file of a pack.</summary>
    /// <exception cref="ArgumentException">The name would lead elsewhere, or is no name of a file.</exception>
    public static string Combine(string folder, string name) =>
        FindViolation(name) is { } violation
            ? throw new ArgumentException($"The name \"{name.ReplaceLineEndings("?")}\" {violation}.", nameof(name))
            : Path.Combine([folder, .. name.Split('/')]);

    /// <summary>The first of a file and the folder that holds it which is a link to something elsewhere; null when neither is.</summary>
    public static string? FindLink(string folder, string name)
    {
        var path = folder;
        foreach (var part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (FileNameRules.IsLink(path))
            {
                return path;
            }
        }

        return null;
    }
}
