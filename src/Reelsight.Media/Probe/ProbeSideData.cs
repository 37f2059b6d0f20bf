using System.Text.Json.Serialization;

namespace Reelsight.Media.Probe;

internal sealed record ProbeSideData
{
    public string? SideDataType { get; set; }

    [JsonPropertyName("displaymatrix")]
    public string? DisplayMatrix { get; set; }
}
