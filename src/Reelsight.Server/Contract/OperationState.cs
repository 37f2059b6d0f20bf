using System.Text.Json.Serialization;

namespace Reelsight.Server.Contract;

/// <summary>Whether the server has an operation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationState>))]
public enum OperationState
{
    /// <summary>A route answers it as the contract says.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It is to come.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>It is left out for good; the note says why.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,
}
