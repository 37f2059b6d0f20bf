using System.Text.Json.Serialization;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>Somebody who signs in to the studio; <c>issuer</c> when they do so by OpenID Connect.</summary>
internal sealed record PersonView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string Name { get; init; }

    [OneOf("viewer", "labeller", "reviewer", "admin")]
    public required string Role { get; init; }
    public required bool Disabled { get; init; }
    public string? Issuer { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static PersonView From(PersonRecord person) =>
        new()
        {
            Id = person.Id,
            Name = person.Name,
            Role = PersonRoles.GetName(person.Role),
            Disabled = person.Disabled,
            Issuer = person.Issuer,
            LastSignInAt = person.LastSignInAt,
            CreatedAt = person.CreatedAt,
            UpdatedAt = person.UpdatedAt,
        };
}
