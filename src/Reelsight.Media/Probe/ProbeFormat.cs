namespace Reelsight.Media.Probe;

internal sealed record ProbeFormat
{
    public string FormatName { get; set; } = "";

    public string? StartTime { get; set; }

    public string? Duration { get; set; }

    public string? BitRate { get; set; }

    public Dictionary<string, string> Tags { get; set; } = [];
}
