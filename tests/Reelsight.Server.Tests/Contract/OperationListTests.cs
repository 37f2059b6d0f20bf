using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Contract;

/// <summary>contract/operations.json and the server say the same.</summary>
public sealed partial class OperationListTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string HowToMend =
        "Whoever maps a route gives it an entry in contract/operations.json with \"state\": \"done\" and the same path:";
    private readonly RunningServer _server = shared.Server;

    public static TheoryData<string> Names => [.. OperationList.Current.Operations.Select(o => o.Name)];

    [Fact]
    public void The_list_holds_every_operation_of_the_contract_once()
    {
        Assert.Equal(
            Enumerable.Range(1, 101),
            OperationList.Current.Operations.Where(o => o.Number is not null).Select(o => o.Number!.Value)
        );
        Assert.Equal(Names.Count, OperationList.Current.Operations.DistinctBy(o => o.Name).Count());
        Assert.Equal(Names.Count, OperationList.Current.Operations.DistinctBy(o => $"{o.Method} {o.Path}").Count());
        Assert.All(OperationList.Current.Operations.Where(o => o.State == OperationState.Absent), o =>
            Assert.True(o is { Sources: "L", Note.Length: > 0 }, o.Name)
        );
    }

    [Fact]
    public void Every_route_is_a_done_operation_and_every_done_operation_is_a_route()
    {
        // The files of the docs page are no operations.
        var operations = _server.Routes.Where(r => r.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);
        var routes = operations.SelectMany(r => Methods(r).Select(m => $"{m} {r.RoutePattern.RawText}")).ToHashSet();
        var listed = OperationList
            .Current.Operations.Where(o => o.State == OperationState.Done)
            .Select(o => $"{o.Method} {o.Path}")
            .ToHashSet();
        var wrong = routes
            .Except(listed)
            .Select(r => $"{r}: a route without a done entry")
            .Concat(listed.Except(routes).Select(r => $"{r}: a done entry without a route"))
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Prepend(HowToMend)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_a_known_key_an_operation_is_401(string name)
    {
        var operation = OperationList.Current.Operations.Single(o => o.Name == name);
        foreach (var key in new[] { null, "", "tlk_unknown" })
        {
            using var client = _server.ClientWith(key);
            using var request = new HttpRequestMessage(
                new HttpMethod(operation.Method),
                Parameter().Replace(operation.Path, "0123456789abcdef01234567")
            );
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {RunningServer.Key}");
            using var answer = await client.SendAsync(request);
            if (operation.Open)
            {
                Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
            else
            {
                Assert.Equal("api_key_invalid", await answer.ErrorAsync(HttpStatusCode.Unauthorized));
            }
        }
    }

    // HEAD and OPTIONS accompany a GET; they are not operations of their own.
    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Except(["HEAD", "OPTIONS"]);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
