using System.Text.Json.Serialization;

namespace Reelsight.Media;

/// <summary>The parts of ffprobe's JSON report that are read. Names follow ffprobe.</summary>
internal sealed record ProbeReport
{
    public List<ProbeStream> Streams { get; init; } = [];

    public ProbeFormat? Format { get; init; }

    public List<ProbeFrame> Frames { get; init; } = [];
}

internal sealed record ProbeFormat
{
    public string FormatName { get; init; } = "";

    public string? StartTime { get; init; }

    public string? Duration { get; init; }

    public string? BitRate { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];
}

internal sealed record ProbeStream
{
    public int Index { get; init; }

    public string? CodecName { get; init; }

    public string? CodecLongName { get; init; }

    public string? CodecType { get; init; }

    public string? Profile { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public int HasBFrames { get; init; }

    public string? SampleAspectRatio { get; init; }

    public string? DisplayAspectRatio { get; init; }

    public string? PixFmt { get; init; }

    public string? ColorRange { get; init; }

    public string? ColorSpace { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorPrimaries { get; init; }

    public string? FieldOrder { get; init; }

    [JsonPropertyName("r_frame_rate")]
    public string? RealFrameRate { get; init; }

    public string? AvgFrameRate { get; init; }

    public string? TimeBase { get; init; }

    public long? StartPts { get; init; }

    public string? StartTime { get; init; }

    public string? Duration { get; init; }

    public string? BitRate { get; init; }

    public string? BitsPerRawSample { get; init; }

    public int BitsPerSample { get; init; }

    public string? NbFrames { get; init; }

    public string? NbReadPackets { get; init; }

    public string? SampleRate { get; init; }

    public int Channels { get; init; }

    public string? ChannelLayout { get; init; }

    public Dictionary<string, int> Disposition { get; init; } = [];

    public Dictionary<string, string> Tags { get; init; } = [];

    public List<ProbeSideData> SideDataList { get; init; } = [];
}

internal sealed record ProbeFrame
{
    public Dictionary<string, string> Tags { get; init; } = [];
}

internal sealed record ProbeSideData
{
    public string? SideDataType { get; init; }

    [JsonPropertyName("displaymatrix")]
    public string? DisplayMatrix { get; init; }
}

/// <summary>Reads the report without reflection; ffprobe writes snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
