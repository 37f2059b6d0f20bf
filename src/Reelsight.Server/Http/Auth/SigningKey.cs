using System.Security.Cryptography;

namespace Reelsight.Server.Http.Auth;

/// <summary>The secret under which media URLs are signed, kept in the data folder so that URLs outlive a restart.</summary>
internal sealed class SigningKey
{
    private const int Length = 32;

    private SigningKey(byte[] bytes) => Bytes = bytes;

    /// <summary>The secret.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Reads the key, or makes one at the first start. Only the owner may read the file.</summary>
    internal static SigningKey Open(string dataDir)
    {
        var path = Path.Combine(dataDir, "media.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } known)
        {
            return new SigningKey(known);
        }

        var bytes = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes);
        return new SigningKey(bytes);
    }
}
