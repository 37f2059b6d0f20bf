using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// What a store's owner wants to be known of its items: <c>enrichment_config</c> is a description in words or a JSON Schema. Its
/// <c>type</c> may be left out, and is always shown: clients cannot read a configuration without it.
/// </summary>
internal static class IngestionConfig
{
    private const string Description = "description";
    private const string JsonSchema = "json_schema";
    private const string Config = "ingestion_config.enrichment_config";

    /// <summary>The configuration as it is kept and shown, or null when the parameter is absent.</summary>
    /// <exception cref="ApiException">400: its form is wrong; 422: its schema breaks a rule of <see cref="IngestionSchema"/>.</exception>
    internal static string? Read(JsonElement? parameter)
    {
        if (parameter is not { ValueKind: not JsonValueKind.Null } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid("The parameter ingestion_config must be a JSON object.");
        }

        if (!json.TryGetProperty("enrichment_config", out var config))
        {
            throw Fail.Missing(Config);
        }

        if (config.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid($"The parameter {Config} must be a JSON object.");
        }

        var type = ReadType(config);
        if (!config.TryGetProperty(type, out var content))
        {
            throw Fail.Missing($"{Config}.{type}");
        }

        if (type == JsonSchema)
        {
            IngestionSchema.Check(content);
        }
        else if (content.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(content.GetString()))
        {
            throw Fail.Invalid($"The parameter {Config}.{Description} must be a text that is not empty.");
        }

        return new JsonObject
        {
            ["enrichment_config"] = new JsonObject { ["type"] = type, [type] = JsonNode.Parse(content.GetRawText()) },
        }.ToJsonString();
    }

    private static string ReadType(JsonElement config)
    {
        if (!config.TryGetProperty("type", out var given))
        {
            return config.TryGetProperty(JsonSchema, out _) ? JsonSchema : Description;
        }

        return given.ValueKind == JsonValueKind.String && given.GetString() is Description or JsonSchema
            ? given.GetString()!
            : throw Fail.Invalid($"The parameter {Config}.type must be {Description} or {JsonSchema}.");
    }
}
