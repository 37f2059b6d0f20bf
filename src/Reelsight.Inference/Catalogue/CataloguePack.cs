using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>A model that one command installs: what it adds, what it costs, and where it comes from.</summary>
public sealed record CataloguePack
{
    /// <summary>Name by which it is installed; also that of the pack.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="CatalogueRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>What it adds to the default models, in one sentence.</summary>
    public required string Adds { get; init; }

    /// <summary>What was measured of it, and by whom.</summary>
    public IReadOnlyList<CatalogueFigure> Figures { get; init; } = [];

    /// <summary>What was run of it where Reelsight is tested, in one sentence.</summary>
    public required string Tested { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Bytes to download, about.</summary>
    public required long Bytes { get; init; }

    /// <summary>Memory that its weights take while it is loaded, in megabytes, about.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>
    /// How it compares with the default model of its role by the size of its networks: <c>alike</c>, <c>slower</c> (a few times) or
    /// <c>slow</c> (ten times and more).
    /// </summary>
    public required string Speed { get; init; }

    /// <summary>Where its files come from.</summary>
    public required CatalogueSource Source { get; init; }

    /// <summary>For a speech model: its form, with the names that files get in the pack.</summary>
    public SpeechModelSpec? Speech { get; init; }

    /// <summary>For a detector: its form, with the names that files get in the pack.</summary>
    public DetectorSpec? Detector { get; init; }
}
