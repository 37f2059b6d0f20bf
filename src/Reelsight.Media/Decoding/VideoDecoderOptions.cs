namespace Reelsight.Media.Decoding;

/// <summary>What a <see cref="VideoDecoder"/> delivers.</summary>
public sealed record VideoDecoderOptions
{
    /// <summary>
    /// Sampled frames per second: the first frame at or after every multiple of 1/fps is taken, and the first frame
    /// always. Frames that are longer than that (slides) are delivered once.
    /// </summary>
    public double SampleFps { get; init; } = 2;

    /// <summary>Longest side of a sampled frame in pixels; frames are scaled down, never up.</summary>
    public int MaxSide { get; init; } = 768;

    /// <summary>Existing folder for jpeg thumbnails; null makes none.</summary>
    public string? ThumbnailFolder { get; init; }

    /// <summary>Seconds between thumbnails.</summary>
    public double ThumbnailIntervalSec { get; init; } = 2;

    /// <summary>Largest width of a thumbnail in pixels.</summary>
    public int ThumbnailWidth { get; init; } = 480;

    /// <summary>Sampled frames that may wait for the caller before decoding pauses.</summary>
    public int MaxQueuedFrames { get; init; } = 8;

    /// <summary>Decoder threads; 0 lets ffmpeg use every core.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Leaves out H.264's and HEVC's loop filter: about a quarter less CPU, at the price of visible blocks that add
    /// up until the next key frame. Timestamps and cuts do not change.
    /// </summary>
    public bool SkipLoopFilter { get; init; }

    /// <summary>
    /// Leaves out the frames that no other frame refers to, in a stream of 24 frames per second and more: about a quarter less
    /// CPU with B-frames, none without. Cuts and samples may then be a few frames late; what is delivered looks the same.
    /// </summary>
    public bool SkipNonReferenceFrames { get; init; }
}
