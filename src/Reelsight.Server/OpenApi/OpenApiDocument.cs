using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Idempotency;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// The description of the API in the form of OpenAPI 3.1: operations and their parameters from <see cref="OperationList"/>, schemas from
/// the records that are read and written, descriptions from documentation comments.
/// </summary>
internal sealed partial class OpenApiDocument
{
    private const string Json = "application/json";
    private readonly OperationList _list;
    private readonly WireSchemas _schemas;
    private readonly XmlDocumentation _descriptions = XmlDocumentation.Read();

    private OpenApiDocument(OperationList list, IReadOnlyList<JsonSerializerContext> contexts)
    {
        _list = list;
        _schemas = new(_descriptions, contexts);
    }

    /// <summary>Builds the document of the operations that are implemented.</summary>
    /// <param name="list">The operations.</param>
    /// <param name="routes">Their routes, whose handlers have the documentation comments.</param>
    /// <param name="contexts">The JSON contexts that hold the shapes that the list names.</param>
    internal static JsonObject Build(
        OperationList list,
        IEnumerable<RouteEndpoint> routes,
        IReadOnlyList<JsonSerializerContext> contexts
    ) => new OpenApiDocument(list, contexts).Build(routes);

    private JsonObject Build(IEnumerable<RouteEndpoint> routes)
    {
        var handlers = routes
            .SelectMany(r =>
                r.Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(m => ($"{m} {r.RoutePattern.RawText}", r.Metadata.GetMetadata<MethodInfo>()))
            )
            .ToDictionary(r => r.Item1, r => r.Item2);
        var error = _schemas.GetSchema("ErrorBody");
        var done = _list.Operations.Where(o => o.State == OperationState.Done).ToList();
        var paths = new JsonObject();
        foreach (var operation in done)
        {
            if (paths[operation.Path] is null)
            {
                paths[operation.Path] = new JsonObject();
            }

            paths[operation.Path]![operation.Method.ToLowerInvariant()] = BuildOperation(
                operation,
                handlers.GetValueOrDefault($"{operation.Method} {operation.Path}"),
                error
            );
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Reelsight",
                ["version"] = _list.Version,
                ["summary"] = "Search and understand your own video, on your own machine.",
                ["description"] =
                    "The TwelveLabs API v1.3 and what Reelsight has beyond it. Every call but those marked as open needs an API "
                    + "key in the header x-api-key.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. done.Select(o => o.Tag).Distinct().Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "x-api-key",
                    },
                },
                ["schemas"] = new JsonObject(
                    _schemas
                        .Components.OrderBy(c => c.Key, StringComparer.Ordinal)
                        .Select(c => KeyValuePair.Create(c.Key, c.Value?.DeepClone()))
                ),
            },
        };
    }

    private JsonObject BuildOperation(Operation operation, MethodInfo? handler, JsonNode error)
    {
        var parameters = _list.ParametersOf(operation).ToList();
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
        };
        if (handler?.DeclaringType is { } type && _descriptions.GetSummary(type) is { } rules)
        {
            described["description"] = rules;
        }

        if (operation.Open)
        {
            described["security"] = new JsonArray();
        }
        else
        {
            described["x-scope"] = operation.RequiredScope;
        }

        JsonNode[] fields =
        [
            .. BuildPathParameters(operation),
            .. parameters.Where(p => p.In == "query").SelectMany(ParameterSchemas.BuildQueryParameters),
            .. BuildHeaders(operation),
        ];
        if (fields.Length > 0)
        {
            described["parameters"] = new JsonArray(fields);
        }

        if (BuildRequestBody(operation, parameters) is { } body)
        {
            described["requestBody"] = body;
        }

        described["responses"] = BuildResponses(operation, parameters, error);
        return described;
    }

    private IEnumerable<JsonNode> BuildPathParameters(Operation operation) =>
        PathParameterPattern()
            .Matches(operation.Path)
            .Select(match => new JsonObject
            {
                ["name"] = match.Groups[1].Value,
                ["in"] = "path",
                ["required"] = true,
                ["description"] = _list.PathParameters[match.Groups[1].Value],
                ["schema"] = new JsonObject { ["type"] = "string" },
            });

    private static IEnumerable<JsonNode> BuildHeaders(Operation operation)
    {
        if (!IsIdempotent(operation))
        {
            yield break;
        }

        yield return new JsonObject
        {
            ["name"] = IdempotencyMiddleware.HeaderName,
            ["in"] = "header",
            ["description"] =
                "A text of your own. For a day, the same text and request get the first answer again, and nothing is done twice.",
            ["schema"] = new JsonObject
            {
                ["type"] = "string",
                ["minLength"] = 1,
                ["maxLength"] = IdempotencyMiddleware.MaxKeyLength,
            },
        };
    }

    private static bool IsIdempotent(Operation operation) => operation is { Method: "POST", Open: false };

    private JsonObject? BuildRequestBody(Operation operation, List<OperationParameter> parameters)
    {
        JsonNode schema;
        if (operation.BodyMediaType is { } bytes)
        {
            return new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [bytes] = new JsonObject() },
            };
        }

        if (operation.Body is { } shape)
        {
            schema = _schemas.GetSchema(shape, isBody: true);
            foreach (var parameter in parameters.Where(p => p.In == "body"))
            {
                ParameterSchemas.ApplyToField(_schemas.Find(schema, parameter.Name), parameter);
            }
        }
        else if (parameters.Where(p => p.In == "form").ToList() is { Count: > 0 } form)
        {
            schema = ParameterSchemas.BuildForm(form);
        }
        else
        {
            return null;
        }

        var content = new JsonObject { ["schema"] = schema };
        if (operation.Example is { } example)
        {
            content["example"] = JsonNode.Parse(OperationExamples.FillIds(example.GetRawText()));
        }

        return new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject { [operation.Body is null ? "multipart/form-data" : Json] = content },
        };
    }

    private JsonObject BuildResponses(Operation operation, List<OperationParameter> parameters, JsonNode error)
    {
        var content = new JsonObject();
        if (operation.Answer is { } answer)
        {
            content[operation.MediaType ?? Json] = new JsonObject { ["schema"] = _schemas.GetSchema(answer) };
        }
        else if (operation.MediaType is { } binary)
        {
            content[binary] = new JsonObject();
        }

        foreach (var (type, shape) in operation.Stream ?? new Dictionary<string, string>())
        {
            content[type] = new JsonObject { ["schema"] = _schemas.GetSchema(shape) };
        }

        var success = new JsonObject { ["description"] = operation.Status == 204 ? "Done; there is no body." : "Done." };
        if (content.Count > 0)
        {
            success["content"] = content;
        }

        var responses = new JsonObject { [$"{operation.Status}"] = success };
        foreach (
            var (status, codes) in ListErrors(operation, parameters)
                .GroupBy(e => e.Status, e => e.Code)
                .OrderBy(e => e.Key)
                .Select(e => (e.Key, e.Distinct()))
        )
        {
            responses[$"{status}"] = new JsonObject
            {
                ["description"] = string.Join(", ", codes),
                ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = error.DeepClone() } },
            };
        }

        return responses;
    }

    private static IEnumerable<(int Status, string Code)> ListErrors(Operation operation, List<OperationParameter> parameters)
    {
        if (parameters.Count > 0 || operation.Path.Contains('{', StringComparison.Ordinal))
        {
            yield return (400, ErrorCodes.ParameterInvalid);
        }

        if (parameters.Any(p => p.Required))
        {
            yield return (400, ErrorCodes.ParameterNotProvided);
        }

        if (!operation.Open)
        {
            yield return (401, ErrorCodes.ApiKeyInvalid);
            yield return (403, ErrorCodes.ApiNotAllowed);
            yield return (429, ErrorCodes.TooManyRequests);
        }
        if (IsIdempotent(operation))
        {
            yield return (409, ErrorCodes.IdempotencyConflict);
        }

        if (operation.Path.Contains('{', StringComparison.Ordinal) || parameters.Any(p => p.In != "query" && IsId(p.Name)))
        {
            yield return (404, ErrorCodes.ResourceNotExist);
        }

        foreach (var (code, status) in operation.Errors ?? new Dictionary<string, int>())
        {
            yield return (status, code);
        }
    }

    private static bool IsId(string name) =>
        name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameterPattern();
}
