namespace Reelsight.Storage.Records;

/// <summary>State of an asset; <see cref="Ready"/> and <see cref="Failed"/> are final.</summary>
public enum AssetStatus
{
    /// <summary>Bytes arriving or being probed.</summary>
    Processing,

    /// <summary>Probed and usable.</summary>
    Ready,

    /// <summary>Not usable; the reason is kept.</summary>
    Failed,
}
