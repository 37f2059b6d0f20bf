using System.Net.Http.Json;

namespace Reelsight.Cli.Client;

/// <summary>Operations on keys, tenants, people and the audit log.</summary>
internal sealed partial class ApiClient
{
    private const int PageSize = 50;
    private const string TenantsPath = "/reelsight/v1/tenants";
    private const string PeoplePath = "/reelsight/v1/people";
    private const string KeysPath = "/reelsight/v1/keys";

    /// <summary>Every key of the account.</summary>
    public Task<IReadOnlyList<WireKey>> GetKeysAsync(CancellationToken ct) => GetAllAsync<WireKey>(KeysPath, ct);

    /// <summary>Makes a key; the answer alone holds it.</summary>
    public Task<WireKey> CreateKeyAsync(NewKey key, CancellationToken ct) =>
        SendJsonAsync<NewKey, WireKey>(HttpMethod.Post, KeysPath, key, ct);

    /// <summary>Revokes a key.</summary>
    public Task DeleteKeyAsync(string id, CancellationToken ct) => DeleteAsync($"{KeysPath}/{Uri.EscapeDataString(id)}", ct);

    /// <summary>Every account of the server.</summary>
    public Task<IReadOnlyList<WireTenant>> GetTenantsAsync(CancellationToken ct) => GetAllAsync<WireTenant>(TenantsPath, ct);

    /// <summary>Makes an account.</summary>
    public Task<WireTenant> CreateTenantAsync(TenantChange tenant, CancellationToken ct) =>
        SendJsonAsync<TenantChange, WireTenant>(HttpMethod.Post, TenantsPath, tenant, ct);

    /// <summary>Makes a key of an account; the answer alone holds it.</summary>
    public Task<WireKey> CreateTenantKeyAsync(string id, NewKey key, CancellationToken ct) =>
        SendJsonAsync<NewKey, WireKey>(HttpMethod.Post, $"{TenantsPath}/{Uri.EscapeDataString(id)}/keys", key, ct);

    /// <summary>Changes an account.</summary>
    public Task<WireTenant> UpdateTenantAsync(string id, TenantChange change, CancellationToken ct) =>
        SendJsonAsync<TenantChange, WireTenant>(HttpMethod.Patch, $"{TenantsPath}/{Uri.EscapeDataString(id)}", change, ct);

    /// <summary>Deletes an account with all that is its own.</summary>
    public Task DeleteTenantAsync(string id, CancellationToken ct) => DeleteAsync($"{TenantsPath}/{Uri.EscapeDataString(id)}", ct);

    /// <summary>Everybody who signs in to the studio.</summary>
    public Task<IReadOnlyList<WirePerson>> GetPeopleAsync(CancellationToken ct) => GetAllAsync<WirePerson>(PeoplePath, ct);

    /// <summary>Lets somebody sign in.</summary>
    public Task<WirePerson> CreatePersonAsync(PersonChange person, CancellationToken ct) =>
        SendJsonAsync<PersonChange, WirePerson>(HttpMethod.Post, PeoplePath, person, ct);

    /// <summary>Changes somebody.</summary>
    public Task<WirePerson> UpdatePersonAsync(string id, PersonChange change, CancellationToken ct) =>
        SendJsonAsync<PersonChange, WirePerson>(HttpMethod.Patch, $"{PeoplePath}/{Uri.EscapeDataString(id)}", change, ct);

    /// <summary>Deletes somebody.</summary>
    public Task DeletePersonAsync(string id, CancellationToken ct) => DeleteAsync($"{PeoplePath}/{Uri.EscapeDataString(id)}", ct);

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

    private async Task<TAnswer> SendJsonAsync<TBody, TAnswer>(HttpMethod method, string route, TBody content, CancellationToken ct)
    {
        using var body = JsonContent.Create(content, options: _json);
        return await SendAsync<TAnswer>(method, route, body, ct);
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
