using Reelsight.Core.Time;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>Everything the containers and decoders say about one file.</summary>
public sealed record MediaInfo
{
    /// <summary>Full path of the file on this machine.</summary>
    public required string Path { get; init; }

    /// <summary>What the file mainly is.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>ffmpeg's name of the container, for example "mov,mp4,m4a,3gp,3g2,mj2".</summary>
    public required string FormatName { get; init; }

    /// <summary>Short name of the container: mp4, mov, webm, matroska, avi, mpegts, jpeg, gif...</summary>
    public required string Container { get; init; }

    /// <summary>The media type, for example "video/mp4".</summary>
    public required string MimeType { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The instant that presentation seconds count from: the container's start time, what a player shows as 0:00.</summary>
    public required MediaTime Origin { get; init; }

    /// <summary>Length of the presentation in seconds from the origin; 0 for an image.</summary>
    public required double DurationSec { get; init; }

    /// <summary>Bits per second over all streams, where known.</summary>
    public long? BitrateBps { get; init; }

    /// <summary>Video streams and still images, in file order; cover art is not among them.</summary>
    public required IReadOnlyList<VideoStreamInfo> VideoStreams { get; init; }

    /// <summary>Audio streams, in file order.</summary>
    public required IReadOnlyList<AudioStreamInfo> AudioStreams { get; init; }

    /// <summary>Number of attached images (cover art).</summary>
    public int AttachedImageCount { get; init; }

    /// <summary>Streams that are not decoded because their codecs are rare; they are in none of the lists above.</summary>
    public IReadOnlyList<IgnoredStream> IgnoredStreams { get; init; } = [];

    /// <summary>When the file says it was recorded or made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Where the file says it was recorded.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>The timecode of the first frame, where the file carries one.</summary>
    public Timecode? StartTimecode { get; init; }

    /// <summary>The video stream that is used: the default one, else the first; null for audio files.</summary>
    public VideoStreamInfo? Video => VideoStreams.MaxBy(s => s.IsDefault);

    /// <summary>The audio stream that is used: the default one, else the first; null without audio.</summary>
    public AudioStreamInfo? Audio => AudioStreams.MaxBy(s => s.IsDefault);

    /// <summary>True for animated images (gif, apng).</summary>
    public bool IsAnimated => Kind == MediaKind.Video && Container is "gif" or "apng";

    /// <summary>Presentation seconds of a raw timestamp.</summary>
    public double ToTimelineSec(MediaTime time) => time.SecondsSince(Origin);
}
