using Reelsight.Media.Probe;

namespace Reelsight.Pipeline.Assets;

/// <summary>Which files are accepted, by size, length and dimensions. The defaults are those of the v1.3 API.</summary>
public sealed record IntakeLimits
{
    /// <summary>Largest file fetched from a URL, bytes: 4 GB.</summary>
    public long MaxFetchBytes { get; init; } = 4L << 30;

    /// <summary>Largest image, bytes: 32 MB.</summary>
    public long MaxImageBytes { get; init; } = 32L << 20;

    /// <summary>Largest document, bytes: 512 MB.</summary>
    public long MaxDocumentBytes { get; init; } = 512L << 20;

    /// <summary>What video and audio must keep to; null accepts whatever can be decoded.</summary>
    public MediaLimits? Media { get; init; }
}
