namespace Reelsight.Media.Probe;

/// <summary>The parts of ffprobe's JSON report that are read. Names follow ffprobe; setters keep the defaults of what is absent.</summary>
internal sealed record ProbeReport
{
    public List<ProbeStream> Streams { get; set; } = [];

    public ProbeFormat? Format { get; set; }

    public List<ProbeFrame> Frames { get; set; } = [];
}
