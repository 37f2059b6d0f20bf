namespace Reelsight.Pipeline.Assets;

/// <summary>Where media of a request comes from, other than from an indexed video.</summary>
public abstract record MediaSource
{
    private MediaSource() { }

    /// <summary>A file at a URL, fetched when it is opened.</summary>
    /// <param name="Url">The URL.</param>
    /// <param name="MaxBytes">Largest size in bytes; null for the limit of the pipeline.</param>
    public sealed record FromUrl(Uri Url, long? MaxBytes = null) : MediaSource;

    /// <summary>Bytes in the blob store already, such as those of the request itself.</summary>
    public sealed record FromContent(string ContentHash, string Filename) : MediaSource;

    /// <summary>An asset of the tenant.</summary>
    public sealed record FromAsset(string AssetId) : MediaSource;
}
