using Reelsight.Core;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>What a new key may be, for every operation that makes one.</summary>
internal static class KeyRequestRules
{
    private const int MaxName = 200;
    private const int DefaultDays = 365;
    private const int MaxDays = 3650;

    /// <summary>The record of a new key.</summary>
    /// <exception cref="ApiException">A field is missing or outside its range.</exception>
    internal static ApiKeyRecord Create(CreateKey.Body body, string tenantId, IdGenerator ids, DateTimeOffset now)
    {
        var days = body.ExpiresInDays ?? DefaultDays;
        if (days is < 1 or > MaxDays)
        {
            throw Fail.Invalid($"The parameter expires_in_days must be a whole number from 1 to {MaxDays}.");
        }

        return new ApiKeyRecord
        {
            Id = ids.Next(),
            TenantId = tenantId,
            Name = CheckName(body.Name),
            Scopes = ReadScopes(body.Scopes),
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
    }

    /// <summary>A name that people can read in one line.</summary>
    /// <exception cref="ApiException">It is absent, blank, too long or holds control characters.</exception>
    internal static string CheckName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw Fail.Missing("name");
        }

        return name.Length <= MaxName && !name.Any(char.IsControl)
            ? name.Trim()
            : throw Fail.Invalid($"The parameter name must have 1 to {MaxName} characters and no control characters.");
    }

    private static AccessScopes ReadScopes(IReadOnlyList<string?>? names)
    {
        if (names is null or { Count: 0 })
        {
            throw Fail.Missing("scopes");
        }

        return names.Aggregate(AccessScopes.None, (all, name) =>
            all
            | (
                ScopeNames.Find(name ?? "")
                ?? throw Fail.Invalid($"The parameter scopes takes {string.Join(", ", ScopeNames.All)}, not {name}.")
            )
        );
    }
}
