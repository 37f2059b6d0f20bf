using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>What the operations on tenants read alike.</summary>
internal static partial class TenantRules
{
    /// <summary>The tenant that the path names.</summary>
    /// <exception cref="ApiException">400 or 404.</exception>
    internal static TenantRecord Find(Call call, ITenantStore tenants)
    {
        var id = GetId(call);
        return tenants.Find(id) ?? throw Fail.NotFound("tenant", id);
    }

    /// <summary>The id in the path.</summary>
    /// <exception cref="ApiException">400.</exception>
    internal static string GetId(Call call)
    {
        var id = (string?)call.Http.GetRouteValue("tenant_id") ?? "";
        return Pattern().IsMatch(id) ? id : throw Fail.Invalid("The parameter tenant_id must have 1 to 64 of a to z, 0 to 9, - and _.");
    }

    /// <summary>A quota; 0 takes the limit away, null leaves it as it is.</summary>
    /// <exception cref="ApiException">400: it is negative.</exception>
    internal static long? ReadQuota(string name, long? value, long? present) =>
        value switch
        {
            null => present,
            < 0 => throw Fail.Invalid($"The parameter {name} must be a whole number of at least 0; 0 is no limit."),
            0 => null,
            _ => value,
        };

    [GeneratedRegex(@"\A[a-z0-9_-]{1,64}\z")]
    private static partial Regex Pattern();
}
