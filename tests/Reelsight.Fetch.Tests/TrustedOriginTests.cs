using System.Text;

namespace Reelsight.Fetch.Tests;

/// <summary>The owner's own server: the only one that a client with a trusted origin reaches.</summary>
public sealed class TrustedOriginTests
{
    [Fact]
    public async Task It_is_reached_at_a_private_address_and_whatever_it_answers_can_be_read()
    {
        await using var server = new LocalServer();
        server.Answer("/v1/chat", "503 Service Unavailable\nContent-Type: application/json\nRetry-After: 7", "{\"busy\":true}");
        using var fetch = new GuardedFetch(new FetchOptions { TrustedOrigin = server.Url("/v1/") });
        await using var answer = await fetch.RequestAsync(
            server.Url("/v1/chat"),
            "{}"u8.ToArray(),
            [("Authorization", "Bearer k")],
            default
        );
        Assert.Equal((503, "application/json", TimeSpan.FromSeconds(7)), (answer.Status, answer.MediaType, answer.RetryAfter));
        using var reader = new StreamReader(answer.Body, Encoding.UTF8);
        Assert.Equal("{\"busy\":true}", await reader.ReadToEndAsync());
        Assert.Contains("Authorization: Bearer k", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_server_is_reached_not_even_a_public_one()
    {
        await using var server = new LocalServer();
        using var fetch = new GuardedFetch(new FetchOptions { TrustedOrigin = server.Url("/v1/") });
        await Assert.ThrowsAsync<FetchException>(() => fetch.RequestAsync(new Uri("https://example.com/"), null, [], default));
        await Assert.ThrowsAsync<FetchException>(() =>
            fetch.RequestAsync(new Uri($"http://127.0.0.1:{server.Port + 1}/"), null, [], default)
        );
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Its_redirects_are_told_and_not_followed()
    {
        await using var server = new LocalServer();
        server.Answer("/a", "302 Found\nLocation: /b");
        using var fetch = new GuardedFetch(new FetchOptions { TrustedOrigin = server.Url("/") });
        await using var answer = await fetch.RequestAsync(server.Url("/a"), null, [], default);
        Assert.Equal(302, answer.Status);
        Assert.Single(server.Requests);
    }
}
