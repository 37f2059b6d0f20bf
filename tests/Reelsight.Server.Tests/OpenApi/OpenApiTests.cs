using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.OpenApi;

/// <summary>The served description of the API.</summary>
public sealed partial class OpenApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task It_describes_every_done_operation_with_its_parameters_and_answers()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        foreach (var operation in OperationList.Current.Operations.Where(o => o.State == OperationState.Done))
        {
            var described = paths.GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant());
            Assert.Equal(operation.Name, described.Text("operationId"));
            Assert.True(described.GetProperty("responses").TryGetProperty($"{operation.Status}", out _), operation.Name);
        }
    }

    [Fact]
    public async Task Shapes_come_from_the_records_with_what_their_comments_say()
    {
        var index = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Index");
        Assert.Equal("An index on the wire.", index.Text("description"));
        Assert.Equal("integer", index.GetProperty("properties").GetProperty("video_count").Text("type"));
        Assert.Contains("index_name", index.GetProperty("required").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Names_of_shapes_are_words_that_every_generator_takes() =>
        Assert.All((await DocumentAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject(), shape =>
            Assert.Matches("^[A-Za-z0-9]+$", shape.Name)
        );

    [Fact]
    public async Task The_page_needs_no_key_and_allows_nothing_from_elsewhere()
    {
        using var client = _server.ClientWith(null);
        using var answer = await client.GetAsync(new Uri("/docs", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains($"nonce=\"{ScriptNonce().Match(policy).Groups[1].Value}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_answer_of_the_page_has_a_nonce_of_its_own()
    {
        using var client = _server.ClientWith(null);
        var policies = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await client.GetAsync(new Uri("/docs/", UriKind.Relative));
            policies.Add(answer.Headers.GetValues("Content-Security-Policy").Single());
        }
        Assert.Equal(2, policies.Count);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = _server.ClientWith(null);
        return await client.JsonAsync("/openapi.json");
    }

    [GeneratedRegex("script-src 'self' 'nonce-([0-9a-f]+)'")]
    private static partial Regex ScriptNonce();
}
