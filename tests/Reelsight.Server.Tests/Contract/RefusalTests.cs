using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// Every range, word and requirement that contract/operations.json documents is kept: what lies outside is refused by name.
/// </summary>
public sealed class RefusalTests(RefusalTests.Owner owner) : IClassFixture<RefusalTests.Owner>
{
    // A page token is looked up before anything else is read, and there is none to look up.
    public static TheoryData<string> Operations =>
        [
            .. OperationList
                .Current.Operations.Where(o =>
                    o.State == OperationState.Done && Wrong(o).Any() && !o.Path.Contains("{page_token}", StringComparison.Ordinal)
                )
                .Select(o => o.Name),
        ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_lies_outside_the_documented_is_refused_by_name(string name)
    {
        var operation = OperationList.Current.Operations.Single(o => o.Name == name);
        var kept = new List<string>();
        foreach (var (parameter, value) in Wrong(operation))
        {
            using var answer = await owner.Belongings.SendAsync(owner.Server.Client, Change(operation, parameter, value));
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !text.Contains(parameter.Name.Split('.')[^1], StringComparison.Ordinal))
            {
                kept.Add($"{parameter.Name} = {value?.ToJsonString() ?? "(nothing)"}: {(int)answer.StatusCode} {text}");
            }
        }
        Assert.True(kept.Count == 0, string.Join('\n', kept));
    }

    // Values that the list rules out; null stands for leaving the parameter away.
    private static IEnumerable<(OperationParameter Parameter, JsonNode? Value)> Wrong(Operation operation)
    {
        foreach (var parameter in OperationList.Current.ParametersOf(operation))
        {
            if (parameter.Required && Holder(operation, parameter) is not null)
            {
                yield return (parameter, null);
            }

            if (parameter.In == "body" && Holder(operation, parameter) is null)
            {
                continue;
            }

            if (parameter.OneOf is not null)
            {
                yield return (
                    parameter,
                    parameter.In == "body" && Holder(operation, parameter)![Last(parameter)] is JsonArray
                        ? new JsonArray("no_such_word")
                        : "no_such_word"
                );
            }

            if (parameter.In == "body" && parameter.Type is null && parameter.Default is not { ValueKind: JsonValueKind.Number })
            {
                continue;
            }

            if (parameter.Min is { } min)
            {
                yield return (parameter, min - 1);
            }

            if (parameter.Max is { } max)
            {
                yield return (parameter, max + 1);
            }

            if (
                parameter.Type switch
                {
                    "integer" => "1.5",
                    "number" => "many",
                    "boolean" => "perhaps",
                    "time" => "yesterday",
                    _ => null,
                } is
                { } odd
            )
            {
                yield return (parameter, odd);
            }
        }
    }

    private static Operation Change(Operation operation, OperationParameter parameter, JsonNode? value)
    {
        if (parameter.In == "query")
        {
            return operation with { Path = $"{operation.Path}?{parameter.Name}={value}" };
        }

        var example = Example(operation);
        var holder = Holder(example, parameter)!;
        if (value is null)
        {
            holder.Remove(Last(parameter));
        }
        else
        {
            holder[Last(parameter)] = value;
        }

        return operation with
        {
            Example = JsonSerializer.SerializeToElement(example),
        };
    }

    private static JsonObject Example(Operation operation) => JsonNode.Parse(operation.Example?.GetRawText() ?? "{}")!.AsObject();

    private static JsonObject? Holder(Operation operation, OperationParameter parameter) => Holder(Example(operation), parameter);

    // The object of the example that holds the parameter, in the first element where lists lie between.
    private static JsonObject? Holder(JsonObject example, OperationParameter parameter) =>
        parameter.Name.Split('.')[..^1].Aggregate((JsonNode?)example, (node, name) => node?[name] is JsonArray list ? list[0] : node?[name])
        as JsonObject;

    private static string Last(OperationParameter parameter) => parameter.Name.Split('.')[^1];

    /// <summary>A server with one record of every kind.</summary>
    public sealed class Owner : IAsyncLifetime
    {
        public RunningServer Server { get; private set; } = null!;

        internal TenantResources Belongings { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await RunningServer.StartAsync();
            Belongings = await TenantResources.CreateAsync(Server);
        }

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
