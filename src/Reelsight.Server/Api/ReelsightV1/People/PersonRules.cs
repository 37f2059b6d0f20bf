using Reelsight.Core.Errors;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>What the operations on people read alike.</summary>
internal static class PersonRules
{
    /// <summary>As long as the name of a reviewer may be.</summary>
    private const int MaxName = 64;

    /// <summary>A name to sign in with.</summary>
    /// <exception cref="ApiException">400.</exception>
    internal static string CheckName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw Fail.Missing("name");
        }

        var trimmed = name.Trim();
        return trimmed.Length <= MaxName && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw Fail.Invalid($"The parameter name must have 1 to {MaxName} characters and no control characters.");
    }

    /// <summary>A role by its name.</summary>
    /// <exception cref="ApiException">400.</exception>
    internal static PersonRole CheckRole(string? role) =>
        PersonRoles.Find(role ?? throw Fail.Missing("role"))
        ?? throw Fail.Invalid($"The parameter role must be one of {string.Join(", ", PersonRoles.All)}.");

    /// <summary>Writes somebody; a name that is taken is refused.</summary>
    /// <exception cref="ApiException">409.</exception>
    internal static async Task<T> NameAsync<T>(Func<Task<T>> writeAsync)
    {
        try
        {
            return await writeAsync();
        }
        catch (DuplicateNameException e)
        {
            throw Fail.Conflict(
                ErrorCodes.PersonNameTaken,
                $"{e.Message} Names are unique on the server, whatever their case: choose another."
            );
        }
    }
}
