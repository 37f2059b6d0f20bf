using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// How passwords are kept and checked: salted PBKDF2 by the framework's own hasher, with as many rounds as OWASP advises for HMAC-SHA512.
/// Few are checked at a time, because each takes a processor for a tenth of a second.
/// </summary>
internal sealed class Passwords : IDisposable
{
    internal const int MinLength = 12;
    internal const int MaxLength = 200;
    private const int Iterations = 210_000;
    private const int MaxAtOnce = 2;

    private readonly PasswordHasher<PersonRecord> _hasher = new(
        Options.Create(
            new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3, IterationCount = Iterations }
        )
    );
    private readonly SemaphoreSlim _turns = new(MaxAtOnce);
    private readonly Lazy<string> _decoy;

    public Passwords() => _decoy = new Lazy<string>(() => _hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>The hash of a new password.</summary>
    /// <exception cref="ApiException">400: it is missing, too short or too long.</exception>
    internal async Task<string> HashAsync(string? password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password))
        {
            throw Fail.Missing("password");
        }

        if (password.Length is < MinLength or > MaxLength)
        {
            throw Fail.Invalid($"The parameter password must have {MinLength} to {MaxLength} characters.");
        }

        await _turns.WaitAsync(ct);
        try
        {
            return await Task.Run(() => _hasher.HashPassword(null!, password), ct);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>
    /// Whether a password is somebody's. It takes as long when there is no such person, so that names cannot be found out by waiting.
    /// </summary>
    /// <returns>Whether it is; and whether it should be hashed anew, because an earlier version did so with fewer rounds.</returns>
    internal async Task<(bool Right, bool Outdated)> CheckAsync(PersonRecord? person, string password, CancellationToken ct)
    {
        if (password.Length > MaxLength)
        {
            return (false, false);
        }

        await _turns.WaitAsync(ct);
        try
        {
            var known = person?.PasswordHash;
            var result = await Task.Run(() => _hasher.VerifyHashedPassword(null!, known ?? _decoy.Value, password), ct);
            return (
                known is not null && result != PasswordVerificationResult.Failed,
                result == PasswordVerificationResult.SuccessRehashNeeded
            );
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
