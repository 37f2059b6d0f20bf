using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>
/// An OpenID Connect issuer that signs everybody in as whom the test says: discovery, keys, authorization code with PKCE, signed tokens.
/// </summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "reelsight-test";
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();
    private readonly WebApplication _app;

    private TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", Describe);
        _app.MapGet("/keys", PublishKey);
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", IssueAsync);
    }

    /// <summary>Its address, which is also its name.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>What the next token says.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "42", ["preferred_username"] = "mia" };

    /// <summary>Whether the next token is signed with a key that nobody knows.</summary>
    public bool Forges { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Name => Address.AbsoluteUri.TrimEnd('/');

    private IResult Describe() =>
        Results.Json(
            new Dictionary<string, object>
            {
                ["issuer"] = Name,
                ["authorization_endpoint"] = $"{Name}/authorize",
                ["token_endpoint"] = $"{Name}/token",
                ["jwks_uri"] = $"{Name}/keys",
                ["response_types_supported"] = new[] { "code" },
                ["subject_types_supported"] = new[] { "public" },
                ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            }
        );

    private IResult PublishKey()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = "1",
                        alg = "RS256",
                        n = Base64Url.EncodeToString(parameters.Modulus),
                        e = Base64Url.EncodeToString(parameters.Exponent),
                    },
                },
            }
        );
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString());
        return query["client_id"] == ClientId && query["response_type"] == "code" && query["code_challenge_method"] == "S256"
            ? Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}")
            : Results.BadRequest();
    }

    private async Task<IResult> IssueAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var verified = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var code) || code.Challenge != verified)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Claims)
        {
            ["iss"] = Name,
            ["aud"] = ClientId,
            ["nonce"] = code.Nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        return Results.Json(
            new
            {
                access_token = "unused",
                token_type = "Bearer",
                expires_in = 300,
                id_token = Sign(claims),
            }
        );
    }

    private string Sign(Dictionary<string, object> claims)
    {
        var header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT","kid":"1"}"""u8);
        var text = $"{header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        using var other = RSA.Create(2048);
        var signature = (Forges ? other : _key).SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }
}
