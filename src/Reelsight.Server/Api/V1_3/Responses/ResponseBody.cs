using System.Text.Json;
using Reelsight.Analysis.Agent;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>The JSON body of a response as it arrives.</summary>
internal sealed record ResponseBody
{
    /// <summary>v1.3: characters of a message.</summary>
    private const int MaxMessageLength = 10_000;

    /// <summary>Far more guidance than anybody writes, and not too much to read while somebody waits.</summary>
    private const int MaxInstructionsLength = 100_000;

    public string? Model { get; init; }
    public string? KnowledgeStoreId { get; init; }
    public IReadOnlyList<ToolBody>? Tools { get; init; }
    public IReadOnlyList<InputBody>? Input { get; init; }
    public string? SessionId { get; init; }
    public string? Instructions { get; init; }
    public IReadOnlyList<string>? Include { get; init; }
    public bool? Stream { get; init; }
    public IReadOnlyList<SelectionBody>? Selections { get; init; }
    public TextBody? Text { get; init; }

    /// <summary>An older way to name the store.</summary>
    internal sealed record ToolBody(string? Type, string? KnowledgeStoreId);

    internal sealed record InputBody(string? Type, string? Role, JsonElement? Content);

    internal sealed record SelectionBody(string? Kind, string? Id);

    internal sealed record TextBody(FormatBody? Format);

    internal sealed record FormatBody(string? Type, string? Name, JsonElement? Schema, string? Description, bool? Strict);

    /// <summary>Checks the request.</summary>
    /// <exception cref="ApiException">400: a rule of the contract is broken; 422: the schema uses what is not supported.</exception>
    internal ResponseRequest Validate()
    {
        if (Model is not (null or ResponseRequest.Agent))
        {
            throw Fail.Invalid($"The parameter model must be {ResponseRequest.Agent}, or left out.");
        }

        if (Include?.Any(i => i != ResponseRequest.IntermediateOutputs) ?? false)
        {
            throw Fail.Invalid($"The parameter include takes {ResponseRequest.IntermediateOutputs} only.");
        }

        if (Instructions?.Length > MaxInstructionsLength)
        {
            throw Fail.Invalid($"The parameter instructions is longer than {MaxInstructionsLength} characters. Shorten it.");
        }

        var storeId = KnowledgeStoreId
            ?? Tools?.FirstOrDefault(t => t?.Type == "knowledge_store")?.KnowledgeStoreId
            ?? throw Fail.Missing("knowledge_store_id");
        return new ResponseRequest
        {
            StoreId = Identifiers.Check("knowledge_store_id", storeId, KnowledgeStoreRecord.IdPrefix),
            Messages = ValidateMessages(),
            SessionId = SessionId is null ? null : Identifiers.Check("session_id", SessionId, SessionManager.IdPrefix),
            Instructions = Instructions,
            IncludesSteps = Include is { Count: > 0 },
            Stream = Stream ?? false,
            Selections = [.. (Selections ?? []).Select(ValidateSelection)],
            Schema = ResponseFormatParser.Parse(Text?.Format),
        };
    }

    private string[] ValidateMessages()
    {
        if (Input is not { Count: > 0 })
        {
            throw Fail.Missing("input");
        }

        return
        [
            .. Input.Select(message =>
            {
                if (message?.Type != "message")
                {
                    throw Fail.Invalid("The parameter input.type must be message.");
                }
                if (message.Role != "user")
                {
                    throw Fail.Invalid("The parameter input.role must be user.");
                }
                if (message.Content is not { ValueKind: JsonValueKind.String } content)
                {
                    throw Fail.Invalid("The parameter input.content must be a text.");
                }
                var text = content.GetString()!;
                return text.Length is >= 1 and <= MaxMessageLength && !string.IsNullOrWhiteSpace(text)
                    ? text
                    : throw Fail.Invalid($"The parameter input.content must have 1 to {MaxMessageLength} characters.");
            }),
        ];
    }

    private static string ValidateSelection(SelectionBody? selection) =>
        selection?.Kind switch
        {
            "item" => Identifiers.Check("selections.id", selection.Id ?? "", ItemRepository.IdPrefix),
            "collection" => Identifiers.Check("selections.id", selection.Id ?? "", ItemCollectionRepository.IdPrefix),
            _ => throw Fail.Invalid("The parameter selections.kind must be item or collection."),
        };
}
