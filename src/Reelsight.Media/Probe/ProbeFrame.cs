using System.Text.Json.Serialization;

namespace Reelsight.Media;

internal sealed record ProbeFrame
{
    public Dictionary<string, string> Tags { get; set; } = [];
}
