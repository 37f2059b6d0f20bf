namespace Reelsight.Storage.Records;

/// <summary>How an asset's bytes arrive.</summary>
public enum AssetMethod
{
    /// <summary>Sent in one request.</summary>
    Direct,

    /// <summary>Fetched by the server.</summary>
    Url,

    /// <summary>Sent in chunks.</summary>
    Multipart,
}
