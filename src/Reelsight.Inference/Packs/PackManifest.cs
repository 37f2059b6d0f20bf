using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Inference.Packs;

/// <summary>The packs a store holds and the vector spaces they make.</summary>
public sealed record PackManifest
{
    private static readonly Lazy<PackManifest> Embedded = new(ReadEmbedded);

    /// <summary>Packs in the order in which they are fetched.</summary>
    public required IReadOnlyList<ModelPack> Packs { get; init; }

    /// <summary>Vector spaces that the packs make.</summary>
    public IReadOnlyList<VectorSpace> Spaces { get; init; } = [];

    /// <summary>Heads trained by us that come with the program; the first is the default.</summary>
    public IReadOnlyList<JointHeadEntry> Heads { get; init; } = [];

    /// <summary>The default packs: about 155 MB to download, all under permissive licences.</summary>
    public static PackManifest Default => Embedded.Value;

    /// <summary>Packs that this machine needs: those for its platform and those for every one.</summary>
    public IReadOnlyList<ModelPack> GetPacksForThisMachine()
    {
        var platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return [.. Packs.Where(pack => pack.Platform is null || (OperatingSystem.IsLinux() && pack.Platform == platform))];
    }

    private static PackManifest ReadEmbedded()
    {
        using var stream = typeof(PackManifest).Assembly.GetManifestResourceStream("default-packs.json")!;
        return JsonSerializer.Deserialize(stream, PackJsonContext.Default.PackManifest)!;
    }
}
