using System.Text.Json;

namespace Reelsight.Inference.Packs;

/// <summary>The packs of a store and the vector spaces of their models.</summary>
public sealed record PackManifest
{
    private static readonly Lazy<PackManifest> Embedded = new(ReadEmbedded);

    /// <summary>Packs in the order in which they are fetched.</summary>
    public required IReadOnlyList<ModelPack> Packs { get; init; }

    /// <summary>Vector spaces of the packs' models.</summary>
    public IReadOnlyList<VectorSpace> Spaces { get; init; } = [];

    /// <summary>Heads that were trained for this program and ship with it; the first is the default.</summary>
    public IReadOnlyList<JointHeadEntry> Heads { get; init; } = [];

    /// <summary>The default packs: about 260 MB to download, all under permissive licences.</summary>
    public static PackManifest Default => Embedded.Value;

    private static PackManifest ReadEmbedded()
    {
        using var stream = typeof(PackManifest).Assembly.GetManifestResourceStream("default-packs.json")!;
        return JsonSerializer.Deserialize(stream, PackJsonContext.Default.PackManifest)!;
    }
}
