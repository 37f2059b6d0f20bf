using System.Net.Http.Json;

namespace Reelsight.Cli.Client;

/// <summary>Operations on keys, tenants, people and the audit log.</summary>
internal sealed partial class ApiClient
{
    private const int PageSize = 50;
    private const string KeysPath = "/reelsight/v1/keys";

    /// <summary>Every key of the account.</summary>
    public Task<IReadOnlyList<WireKey>> GetKeysAsync(CancellationToken ct) => GetAllAsync<WireKey>(KeysPath, ct);

    /// <summary>Makes a key; the answer alone holds it.</summary>
    public async Task<WireKey> CreateKeyAsync(NewKey key, CancellationToken ct)
    {
        using var body = JsonContent.Create(key, options: _json);
        return await SendAsync<WireKey>(HttpMethod.Post, KeysPath, body, ct);
    }

    /// <summary>Revokes a key.</summary>
    public Task DeleteKeyAsync(string id, CancellationToken ct) => DeleteAsync($"{KeysPath}/{Uri.EscapeDataString(id)}", ct);

    /// <summary>The newest events of the audit log.</summary>
    public Task<IReadOnlyList<WireAuditEvent>> GetAuditEventsAsync(string? action, int limit, CancellationToken ct) =>
        GetAllAsync<WireAuditEvent>(
            "/reelsight/v1/audit-events",
            ct,
            action is null ? "" : $"&action={Uri.EscapeDataString(action)}",
            limit
        );

    private async Task<IReadOnlyList<T>> GetAllAsync<T>(string route, CancellationToken ct, string filter = "", int limit = int.MaxValue)
    {
        var all = new List<T>();
        for (var page = 1; ; page++)
        {
            var found = await GetAsync<WirePage<T>>($"{route}?page={page}&page_limit={PageSize}{filter}", ct);
            all.AddRange(found.Data);
            if (found.Data.Count < PageSize || all.Count >= limit)
            {
                return [.. all.Take(limit)];
            }
        }
    }

    private async Task DeleteAsync(string route, CancellationToken ct)
    {
        using var answer = await _http.DeleteAsync(new Uri(route, UriKind.Relative), ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ReadErrorAsync(answer, ct);
        }
    }
}
