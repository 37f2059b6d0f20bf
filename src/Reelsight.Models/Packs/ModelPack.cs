using System.Text.Json.Serialization;
using Reelsight.Models.TensorFlowJs;

namespace Reelsight.Models.Packs;

/// <summary>One published package of model files: where it comes from, how it is checked, what is used of it.</summary>
public sealed record ModelPack
{
    /// <summary>The registry of JavaScript packages.</summary>
    public const string Npm = "npm";

    /// <summary>The registry of .NET packages.</summary>
    public const string NuGet = "nuget";

    /// <summary>Name by which describers ask for it, for example <c>objects</c>. One pack per id and platform.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, in one sentence for people.</summary>
    public required string Role { get; init; }

    /// <summary>Registry it is published in: <c>npm</c> or <c>nuget</c>.</summary>
    public string Registry { get; init; } = Npm;

    /// <summary>Name of the package.</summary>
    public required string Package { get; init; }

    /// <summary>Exact version of the package.</summary>
    public required string Version { get; init; }

    /// <summary>Platform it is for, such as <c>linux-x64</c>; null when it is for every one.</summary>
    public string? Platform { get; init; }

    /// <summary>Licence of the package and, where it differs, of the model inside.</summary>
    public required string Licence { get; init; }

    /// <summary>Size of the tarball in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Hash of the tarball in npm's form: <c>sha512-</c> and the base64 of the digest.</summary>
    public required string Integrity { get; init; }

    /// <summary>Files that are unpacked, relative to the root of the package.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The conversion done once after unpacking; null when the files are used as they are.</summary>
    public PackConversion? Conversion { get; init; }

    /// <summary>Package and version as npm writes them.</summary>
    public string Coordinates => $"{Package}@{Version}";

    /// <summary>Name of the tarball, as <c>npm pack</c> or NuGet's cache names it.</summary>
    public string TarballName =>
        Registry == NuGet ? $"{Package.ToLowerInvariant()}.{Version}.nupkg" : $"{Package.TrimStart('@').Replace('/', '-')}-{Version}.tgz";
}

/// <summary>
/// A TensorFlow.js graph that becomes an ONNX model when its pack is installed, or an ONNX model of which a part is cut out.
/// </summary>
public sealed record PackConversion
{
    /// <summary>The <c>model.json</c> or <c>.onnx</c> file of the graph, relative to the root of the package.</summary>
    public required string Graph { get; init; }

    /// <summary>Name of the ONNX file that is written.</summary>
    public required string To { get; init; }

    /// <summary>Whether the graph is an ONNX file already.</summary>
    [JsonIgnore]
    public bool IsOnnx => Graph.EndsWith(".onnx", StringComparison.Ordinal);

    /// <summary>Nodes of the graph that become inputs of the model; what lies before them is cut off.</summary>
    public required IReadOnlyList<GraphInput> Inputs { get; init; }

    /// <summary>Nodes of the graph that become outputs of the model.</summary>
    public required IReadOnlyList<GraphOutput> Outputs { get; init; }
}

/// <summary>A space of vectors. Vectors of two spaces are compared only where <see cref="Describes"/> says so.</summary>
/// <param name="Name">Name with version, for example <c>use-lite-en-1</c>.</param>
/// <param name="Dimensions">Length of its vectors; all have Euclidean norm 1.</param>
/// <param name="Pack">Id of the pack whose model makes them.</param>
/// <param name="Describes">What two near vectors have in common.</param>
public sealed record VectorSpace(string Name, int Dimensions, string Pack, string Describes);
