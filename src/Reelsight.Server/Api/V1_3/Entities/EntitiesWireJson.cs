using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>JSON shapes of entities on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(NewEntity))]
[JsonSerializable(typeof(CreateEntities.Body), TypeInfoPropertyName = "CreateEntitiesBody")]
[JsonSerializable(typeof(CreateEntities.CreatedEntitiesView))]
[JsonSerializable(typeof(UpdateEntity.Body), TypeInfoPropertyName = "UpdateEntityBody")]
[JsonSerializable(typeof(EntityAssetsBody))]
[JsonSerializable(typeof(EntityView))]
[JsonSerializable(typeof(ListOf<EntityView>))]
internal sealed partial class EntitiesWireJson : JsonSerializerContext;
