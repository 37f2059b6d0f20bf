using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Server.Contract;

/// <summary>One operation of the API, as <c>contract/operations.json</c> lists it.</summary>
public sealed record Operation
{
    /// <summary>Its number in the v1.3 contract (1-101); null for operations that are older than it or our own.</summary>
    public int? Number { get; init; }

    /// <summary>Its name, unique; the file that holds it is called so, unless two routes share one.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The route from the root of the server, with the names of its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>The area it belongs to.</summary>
    public required string Tag { get; init; }

    /// <summary>
    /// Where it comes from: letters of S (founding documents), P (public API description), N (newer clients), L (older clients); empty when
    /// our own.
    /// </summary>
    public required string Sources { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether the server has it.</summary>
    public required OperationState State { get; init; }

    /// <summary>HTTP status of the answer when all goes well.</summary>
    public required int Status { get; init; }

    /// <summary>The rate limit that its calls count against; null when only the general one does.</summary>
    public string? Rate { get; init; }

    /// <summary>The most megabytes (2^20 bytes) of files that one call takes; null when it takes none.</summary>
    public int? MaxFileMb { get; init; }

    /// <summary>Whether it needs no API key.</summary>
    public bool Open { get; init; }

    /// <summary>
    /// What the caller's key must be allowed: <c>read</c>, <c>write</c>, <c>label</c>, <c>admin</c>, or <c>instance</c> for administrators
    /// of the whole server; null takes it from the method.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>The scope that a call needs: as listed, else <c>read</c> to get something and <c>write</c> for all else.</summary>
    [JsonIgnore]
    public string RequiredScope => Scope ?? (Method == "GET" ? "read" : "write");

    /// <summary>Whether calls are written to the audit log; null leaves it to <see cref="IsAudited"/>.</summary>
    public bool? Audit { get; init; }

    /// <summary>Whether calls are written to the audit log: as listed, else deletions, and what only administrators may change.</summary>
    [JsonIgnore]
    public bool IsAudited => Audit ?? (!Open && (Method == "DELETE" || (Method != "GET" && RequiredScope is "admin" or "instance")));

    /// <summary>What a reader of the table must know about it.</summary>
    public string? Note { get; init; }

    /// <summary>The shape of its JSON body, as the JSON contexts call it; null when it takes none.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of a body that is neither JSON nor a form; null when it takes none.</summary>
    public string? BodyMediaType { get; init; }

    /// <summary>The shape of its JSON answer, as the JSON contexts call it; null when the answer is empty or no JSON.</summary>
    public string? Answer { get; init; }

    /// <summary>The media type of the answer; null when it is JSON.</summary>
    public string? MediaType { get; init; }

    /// <summary>Other answers that a caller may ask for: media type to the shape of one line or event.</summary>
    public IReadOnlyDictionary<string, string>? Stream { get; init; }

    /// <summary>Codes of errors that not every operation has, each with its HTTP status.</summary>
    public IReadOnlyDictionary<string, int>? Errors { get; init; }

    /// <summary>Names of <see cref="OperationList.SharedParameters"/> that it takes.</summary>
    public IReadOnlyList<string>? Shared { get; init; }

    /// <summary>Parameters of its query, its form and its body; of a body only what the shape does not say.</summary>
    public IReadOnlyList<OperationParameter>? Parameters { get; init; }

    /// <summary>A body or the fields of a form that it takes. A text such as <c>{index_id}</c> stands for an id of that kind.</summary>
    public JsonElement? Example { get; init; }
}
