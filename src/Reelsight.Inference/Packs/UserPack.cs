namespace Reelsight.Inference.Packs;

/// <summary>Manifest (<c>pack.json</c>) of a model that the owner added.</summary>
public sealed record UserPack
{
    /// <summary>Name of the file in the pack's folder.</summary>
    public const string FileName = "pack.json";

    /// <summary>Name of lower-case letters, digits, dots and hyphens; also the name of the vector space of a visual pack.</summary>
    public required string Name { get; init; }

    /// <summary>Licence of the weights, for people.</summary>
    public required string Licence { get; init; }

    /// <summary>Where it came from, with version or commit; null for a folder that the owner brought.</summary>
    public string? Source { get; init; }

    /// <summary>SHA-256 of every file, in hexadecimal digits, by its name, which may lie in one folder.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>An image-text model; null in other packs.</summary>
    public ImageTextModelSpec? Visual { get; init; }

    /// <summary>A speech model; null in other packs.</summary>
    public SpeechModelSpec? Speech { get; init; }

    /// <summary>A detector of objects; null in other packs.</summary>
    public DetectorSpec? Detector { get; init; }
}
