using System.Net;
using System.Text.RegularExpressions;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Http.Auth;

/// <summary>Every operation of the list asks for the scope that the list says, and for no other.</summary>
public sealed partial class ScopeTests(SharedServer shared) : IClassFixture<SharedServer>
{
    /// <summary>Operations by POST or DELETE that change nothing but what belongs to the caller itself.</summary>
    private static readonly string[] _asking =
    [
        "SearchIndex",
        "SearchKnowledgeStore",
        "Analyze",
        "CreateGist",
        "Summarize",
        "Generate",
        "CreateEmbedding",
        "CreateEmbeddingV2",
        "CreateResponse",
        "CreateSignInLink",
        "EndSession",
        "EndOtherSessions",
        "ChangePassword",
    ];

    private readonly RunningServer _server = shared.Server;

    private static IEnumerable<Operation> Closed =>
        OperationList.Current.Operations.Where(o => o is { State: OperationState.Done, Open: false });

    [Theory]
    [InlineData(AccessScopes.Read, "read")]
    [InlineData(AccessScopes.Write, "read write")]
    [InlineData(AccessScopes.Label, "read label")]
    [InlineData(AccessScopes.Read | AccessScopes.Write | AccessScopes.Label, "read write label")]
    [InlineData(AccessScopes.Admin, "read write label admin instance")]
    public async Task A_key_may_call_what_its_scopes_allow_and_gets_403_for_all_else(AccessScopes scopes, string allowed)
    {
        using var client = await _server.ClientWithScopesAsync(scopes);
        var wrong = new List<string>();
        foreach (var operation in Closed)
        {
            using var answer = await SendAsync(client, operation);
            var text = await answer.Content.ReadAsStringAsync();
            var refused =
                answer.StatusCode == HttpStatusCode.Forbidden
                && text.Contains($"{operation.Name} ", StringComparison.Ordinal)
                && text.Contains("api_not_allowed", StringComparison.Ordinal);
            if (refused == allowed.Split(' ').Contains(operation.RequiredScope))
            {
                wrong.Add($"{operation.Name} needs {operation.RequiredScope}: {(int)answer.StatusCode} {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Reading_is_all_that_a_reading_key_can_do()
    {
        Assert.All(Closed.Where(o => o.RequiredScope == "read"), o => Assert.True(o.Method == "GET" || _asking.Contains(o.Name), o.Name));
        Assert.All(Closed.Where(o => (o.Tag is "Keys" or "People" or "Tenants" or "Audit") && o.Name != "ChangePassword"), o =>
            Assert.True(o.RequiredScope is "admin" or "instance", o.Name)
        );
    }

    [Fact]
    public async Task A_scope_is_checked_before_a_kept_answer_is_told_again()
    {
        using var reader = await _server.ClientWithScopesAsync(AccessScopes.Read);
        foreach (var client in new[] { _server.Client, reader })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/reelsight/v1/keys", UriKind.Relative))
            {
                Content = new StringContent("""{ "name": "n", "scopes": ["read"] }""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "the same");
            using var answer = await client.SendAsync(request);
            Assert.Equal(client == reader ? HttpStatusCode.Forbidden : HttpStatusCode.Created, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Operation operation)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(operation.Method),
            Parameter().Replace(operation.Path, "0123456789abcdef01234567")
        );
        return await client.SendAsync(request);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
