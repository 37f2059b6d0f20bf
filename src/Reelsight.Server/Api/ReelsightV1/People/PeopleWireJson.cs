using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>JSON shapes of people on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreatePerson.Body), TypeInfoPropertyName = "CreatePersonBody")]
[JsonSerializable(typeof(UpdatePerson.Body), TypeInfoPropertyName = "UpdatePersonBody")]
[JsonSerializable(typeof(ChangePassword.Body), TypeInfoPropertyName = "ChangePasswordBody")]
[JsonSerializable(typeof(PersonView))]
[JsonSerializable(typeof(ListOf<PersonView>))]
internal sealed partial class PeopleWireJson : JsonSerializerContext;
