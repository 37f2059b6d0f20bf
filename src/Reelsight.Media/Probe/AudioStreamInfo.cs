namespace Reelsight.Media.Probe;

/// <summary>One audio stream.</summary>
public sealed record AudioStreamInfo
{
    /// <summary>Index among all streams of the file.</summary>
    public required int Index { get; init; }

    /// <summary>ffmpeg's codec name: aac, opus, pcm_s16le...</summary>
    public required string Codec { get; init; }

    /// <summary>The codec's full name.</summary>
    public string? CodecLongName { get; init; }

    /// <summary>Samples per second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Number of channels.</summary>
    public required int Channels { get; init; }

    /// <summary>"mono", "stereo", "5.1"..., where known.</summary>
    public string? ChannelLayout { get; init; }

    /// <summary>Bits per sample, where the codec has such a thing.</summary>
    public int? BitDepth { get; init; }

    /// <summary>ISO 639 language, where given.</summary>
    public string? Language { get; init; }

    /// <summary>Bits per second, where known.</summary>
    public long? BitrateBps { get; init; }

    /// <summary>Length in seconds, where the container says.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Seconds from the file's origin to the first sample; negative when it lies before.</summary>
    public double StartSec { get; init; }

    /// <summary>True when the file marks the stream as the default.</summary>
    public bool IsDefault { get; init; }
}
