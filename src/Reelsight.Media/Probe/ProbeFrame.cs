namespace Reelsight.Media.Probe;

internal sealed record ProbeFrame
{
    public Dictionary<string, string> Tags { get; set; } = [];
}
