using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// How secrets that the server made are stored. Slow, salted hashes protect secrets that people choose; these have 256 random bits, which
/// cannot be guessed however fast the hash is, and a fast hash can be checked on every request. Lookups compare hashes, whose beginnings
/// nobody can choose, so their timing reveals nothing.
/// </summary>
internal static class SecretHash
{
    public static string Compute(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
