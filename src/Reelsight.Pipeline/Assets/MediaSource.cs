namespace Reelsight.Pipeline.Assets;

/// <summary>Media that a request names, other than as an indexed video.</summary>
public abstract record MediaSource
{
    private MediaSource() { }

    /// <summary>A file on the web; fetched when it is opened.</summary>
    /// <param name="Url">Where.</param>
    /// <param name="MaxBytes">Most bytes it may have; null means what the pipeline takes at most.</param>
    public sealed record FromUrl(Uri Url, long? MaxBytes = null) : MediaSource;

    /// <summary>Bytes that are in the blob store already: sent along with a request.</summary>
    public sealed record FromContent(string ContentHash, string Filename) : MediaSource;

    /// <summary>An asset of the tenant.</summary>
    public sealed record FromAsset(string AssetId) : MediaSource;
}
