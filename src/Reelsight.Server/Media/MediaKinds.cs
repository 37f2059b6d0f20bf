namespace Reelsight.Server.Media;

/// <summary>Derived keys that URLs are made for.</summary>
internal static class MediaKinds
{
    /// <summary>The playlist of a stream.</summary>
    internal const string Playlist = "hls/index.m3u8";
    /// <summary>The picture that stands for a content.</summary>
    internal const string Cover = "thumbnails/cover.jpg";
}
