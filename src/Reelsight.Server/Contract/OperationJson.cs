using System.Text.Json.Serialization;

namespace Reelsight.Server.Contract;

/// <summary>How the list is written. A name that is not known is a mistake in the list.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(OperationList))]
internal sealed partial class OperationJson : JsonSerializerContext;
