using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// Another tenant's key finds nothing of what the first tenant has, in any operation of the list: not to read, change, delete or build
/// upon. The requests are the list's own examples.
/// </summary>
public sealed partial class ForeignTenantTests : IAsyncLifetime
{
    private const string Unknown = "0123456789abcdef01234567";
    private RunningServer _server = null!;
    private TenantResources _belongings = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: new ManualClock());
        _belongings = await TenantResources.CreateAsync(_server);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_foreign_record_is_404_in_every_operation_and_stays_as_it_is()
    {
        // One that always refuses knows nothing that could be anybody's.
        var operations = Done()
            .Where(o => NamesAnId(o) && o.Status < (int)HttpStatusCode.BadRequest && o.RequiredScope != "instance")
            .ToList();
        var before = await ReadAllAsync(operations);
        Assert.All(before.Values, answer => Assert.StartsWith("OK", answer, StringComparison.Ordinal));

        var wrong = new List<string>();
        foreach (var operation in operations)
        {
            using var answer = await SendAsync(_server.Other, operation);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.NotFound || !text.Contains("resource_not_exist", StringComparison.Ordinal))
            {
                wrong.Add($"{operation.Name}: {(int)answer.StatusCode} {text}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await ReadAllAsync(operations));
    }

    [Fact]
    public async Task No_list_holds_anything_of_another_tenant()
    {
        foreach (
            var operation in Done()
                .Where(o =>
                    o is { Method: "GET", Answer: not null, RequiredScope: not "instance" }
                    && o.Answer.StartsWith("ListOf", StringComparison.Ordinal)
                    && !o.Path.Contains('{', StringComparison.Ordinal)
                )
        )
        {
            using var answer = await SendAsync(_server.Other, operation);
            using var own = await SendAsync(_server.Client, operation);
            var (foreign, mine) = (await answer.JsonAsync(), await own.JsonAsync());
            // Every account has a key of its own.
            Assert.True(foreign.Data().Length == (operation.Tag == "Keys" ? 1 : 0), operation.Name);
            Assert.Empty(Ids(foreign).Intersect(Ids(mine)));
        }
    }

    [Fact]
    public async Task An_administrator_of_another_tenant_learns_and_changes_nothing_of_tenants()
    {
        foreach (var operation in Done().Where(o => o.RequiredScope == "instance"))
        {
            using var answer = await SendAsync(_server.Other, operation);
            Assert.Equal("api_not_allowed", await answer.ErrorAsync(HttpStatusCode.Forbidden));
        }
    }

    private static IEnumerable<Operation> Done() =>
        OperationList.Current.Operations.Where(o => o is { State: OperationState.Done, Open: false });

    private static IEnumerable<string> Ids(JsonElement list) =>
        list.Data().Where(row => row.TryGetProperty("_id", out _)).Select(row => row.Id());

    private static bool NamesAnId(Operation operation) =>
        Id().IsMatch(operation.Path) || Id().IsMatch(operation.Example?.GetRawText() ?? "");

    private async Task<Dictionary<string, string>> ReadAllAsync(IEnumerable<Operation> operations)
    {
        var answers = new Dictionary<string, string>();
        foreach (var operation in operations.Where(o => o.Method == "GET"))
        {
            using var answer = await SendAsync(_server.Client, operation);
            answers[operation.Name] = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        return answers;
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient client, Operation operation) => _belongings.SendAsync(client, operation);

    [GeneratedRegex(@"\{\w+_id\}")]
    private static partial Regex Id();
}
