using System.Text.Json.Serialization;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Http.Uploads;

/// <summary>
/// Media in a JSON body: exactly one of a URL, the bytes themselves as base64 text, and an asset. <see cref="MediaReader"/> reads it.
/// </summary>
internal sealed record MediaSourceBody
{
    public string? Url { get; init; }

    [JsonConverter(typeof(Base64TextConverter))]
    public Base64Text? Base64String { get; init; }
    public string? AssetId { get; init; }

    /// <summary>Which of the three is given; some operations have it, and it must agree.</summary>
    public string? Type { get; init; }

    /// <summary>Its kind (<c>image</c>), where an operation takes several.</summary>
    public string? MediaType { get; init; }

    /// <summary>The name by which a text refers to it, as in <c>&lt;@name&gt;</c>.</summary>
    public string? Name { get; init; }
}
