using System.Security.Cryptography;

namespace Reelsight.Server.Settings;

/// <summary>The rules for API keys that people choose, and how the server makes its own.</summary>
public static class PresetKey
{
    /// <summary>The fewest characters of a key.</summary>
    public const int MinLength = 16;

    private const int MaxLength = 512;
    private const int MinDifferent = 8;
    private const int SecretBytes = 32;

    /// <summary>A new key with 256 random bits.</summary>
    public static string Create() => $"tlk_{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}";

    /// <summary>Refuses a key that could be guessed or not be sent. The key itself is in no message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">Where it was set, for the message.</param>
    /// <exception cref="SettingsException">It is too short, too plain, too long or holds other than visible ASCII characters.</exception>
    public static void Check(string key, string source)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is < MinLength or > MaxLength || key.Any(c => c is <= ' ' or > '~') || key.Distinct().Count() < MinDifferent)
        {
            throw new SettingsException(
                $"The API key in {source} must have {MinLength} to {MaxLength} visible ASCII characters, {MinDifferent} of them different, "
                    + "so that it cannot be guessed. Make one with: openssl rand -hex 24"
            );
        }
    }
}
