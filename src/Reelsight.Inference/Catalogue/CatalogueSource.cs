namespace Reelsight.Inference.Catalogue;

/// <summary>Where the files of a pack come from.</summary>
public sealed record CatalogueSource
{
    /// <summary>A repository of a model hub.</summary>
    public const string Hub = "hub";

    /// <summary>A package of the JavaScript registry.</summary>
    public const string Npm = "npm";

    /// <summary>A package of the .NET registry.</summary>
    public const string NuGet = "nuget";

    /// <summary>A folder on this machine.</summary>
    public const string Folder = "folder";

    /// <summary>One of the constants.</summary>
    public required string Kind { get; init; }

    /// <summary>The repository (owner and name), the package, or the folder.</summary>
    public required string Name { get; init; }

    /// <summary>Revision of the repository or version of the package; a revision is resolved to a commit when it is installed.</summary>
    public string Version { get; init; } = "main";

    /// <summary>For packages: hash in npm's form, <c>sha512-</c> and the base64 of the digest.</summary>
    public string? Integrity { get; init; }

    /// <summary>
    /// Name that each file gets in the pack, by its path at the source; files of an image-text model are known by their layout.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Kind, name and version, for people.</summary>
    public override string ToString() => Kind == Folder ? $"{Kind}:{Name}" : $"{Kind}:{Name}@{Version}";
}
