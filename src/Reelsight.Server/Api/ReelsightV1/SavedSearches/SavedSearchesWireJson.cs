using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>JSON shapes of saved searches on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateSavedSearch.Body), TypeInfoPropertyName = "CreateSavedSearchBody")]
[JsonSerializable(typeof(UpdateSavedSearch.Body), TypeInfoPropertyName = "UpdateSavedSearchBody")]
[JsonSerializable(typeof(SavedSearchView))]
[JsonSerializable(typeof(ListOf<SavedSearchView>))]
internal sealed partial class SavedSearchesWireJson : JsonSerializerContext;
