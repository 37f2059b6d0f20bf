using System.Text.Json.Serialization;

namespace Reelsight.Media.Probe;

internal sealed record ProbeStream
{
    public int Index { get; set; }

    public string? CodecName { get; set; }

    public string? CodecLongName { get; set; }

    public string? CodecType { get; set; }

    public string? Profile { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public int HasBFrames { get; set; }

    public string? SampleAspectRatio { get; set; }

    public string? DisplayAspectRatio { get; set; }

    public string? PixFmt { get; set; }

    public string? ColorRange { get; set; }

    public string? ColorSpace { get; set; }

    public string? ColorTransfer { get; set; }

    public string? ColorPrimaries { get; set; }

    public string? FieldOrder { get; set; }

    [JsonPropertyName("r_frame_rate")]
    public string? RealFrameRate { get; set; }

    public string? AvgFrameRate { get; set; }

    public string? TimeBase { get; set; }

    public long? StartPts { get; set; }

    public string? StartTime { get; set; }

    public string? Duration { get; set; }

    public string? BitRate { get; set; }

    public string? BitsPerRawSample { get; set; }

    public int BitsPerSample { get; set; }

    public string? NbFrames { get; set; }

    public string? NbReadPackets { get; set; }

    public string? SampleRate { get; set; }

    public int Channels { get; set; }

    public string? ChannelLayout { get; set; }

    public Dictionary<string, int> Disposition { get; set; } = [];

    public Dictionary<string, string> Tags { get; set; } = [];

    public List<ProbeSideData> SideDataList { get; set; } = [];
}
