using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Reelsight.Bench.Soak;

/// <summary>
/// A client of one life of the server. What a dying server cuts off is no answer, and what a busy one refuses is none; any other error is a
/// wrong one.
/// </summary>
internal sealed class SoakClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Ledger _ledger;

    public SoakClient(Uri address, Ledger ledger)
    {
        _ledger = ledger;
        _http = new HttpClient { BaseAddress = new Uri(address, "/v1.3/"), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Add("x-api-key", SoakServer.Key);
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => _http.Dispose();

    /// <summary>The answer to a GET; null when the server died.</summary>
    public Task<JsonElement?> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>The answer to a request with a JSON body; null when the server died or refused.</summary>
    public Task<JsonElement?> SendJsonAsync(HttpMethod method, string path, object body) =>
        SendAsync(method, path, () => JsonContent.Create(body));

    /// <summary>The answer to a form with one file; null when the server died or refused.</summary>
    public Task<JsonElement?> SendFileAsync(
        string path,
        string field,
        string name,
        byte[] bytes,
        params (string Name, string Value)[] fields
    ) => SendAsync(HttpMethod.Post, path, () =>
        {
            var form = new MultipartFormDataContent();
            foreach (var (key, value) in fields)
            {
                form.Add(new StringContent(value), key);
            }
            form.Add(new ByteArrayContent(bytes), field, name);
            return form;
        });

    /// <summary>Whether a deletion was acknowledged.</summary>
    public async Task<bool> DeleteAsync(string path) => await SendAsync(HttpMethod.Delete, path, null) is not null;

    /// <summary>Sends a chunk; returns its proof, or null when the server died.</summary>
    public async Task<string?> PutChunkAsync(string url, byte[] bytes)
    {
        try
        {
            using var answer = await _http.PutAsync(new Uri(url), new ByteArrayContent(bytes));
            if (!answer.IsSuccessStatusCode)
            {
                _ledger.WrongAnswers.Enqueue($"PUT of a chunk: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                return null;
            }
            return answer.Headers.ETag!.Tag;
        }
        catch (Exception e) when (IsCutOff(e))
        {
            return null;
        }
    }

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, Func<HttpContent>? content)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content?.Invoke() };
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
            {
                _ledger.CountAnswer();
                using var json = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
                return json.RootElement.Clone();
            }
            // Who asks for more than the server does at once is told to come again; nothing is acknowledged then.
            if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                _ledger.WrongAnswers.Enqueue($"{method} {path}: {(int)answer.StatusCode} {text}");
            }
            return null;
        }
        catch (Exception e) when (IsCutOff(e))
        {
            return null;
        }
    }

    private static bool IsCutOff(Exception e) => e is HttpRequestException or IOException or TaskCanceledException or JsonException;
}
