using System.Text.Json;
using Reelsight.Cli.Errors;
using Reelsight.Server.Settings;
using Reelsight.Storage.Errors;

namespace Reelsight.Cli.Hosting;

/// <summary>
/// A data folder that processes share. One process at a time holds its lock, which ends with the process. The holder writes
/// <c>server.json</c> with its address and key, readable by the owner alone, so that other commands go through it.
/// </summary>
internal sealed class DataFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>EWOULDBLOCK of Linux: somebody else holds the lock.</summary>
    private const int WouldBlock = 11;

    private string LockPath => System.IO.Path.Combine(Path, "reelsight.lock");
    private string EndpointPath => System.IO.Path.Combine(Path, "server.json");

    /// <summary>Absolute path.</summary>
    public string Path { get; } = path;

    /// <summary>Path of the file with the API key that was generated for this folder.</summary>
    public string KeyFile => System.IO.Path.Combine(Path, "api-key");

    /// <summary>Locks the folder; returns null when another process holds the lock.</summary>
    /// <exception cref="CommandException">The folder cannot be created or written.</exception>
    public FileStream? TryLock()
    {
        try
        {
            Directory.CreateDirectory(Path);
            if (!File.Exists(LockPath))
            {
                File.WriteAllBytes(LockPath, []);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CreateUnwritable(cause);
        }
        try
        {
            return new FileStream(LockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (cause.HResult is WouldBlock or unchecked((int)0x80070020))
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CreateUnwritable(cause);
        }
    }

    /// <summary>Returns the API key of this folder; generates one when there is none.</summary>
    public (string Key, bool Made) GetOrCreateKey()
    {
        if (File.Exists(KeyFile))
        {
            return (File.ReadAllText(KeyFile).Trim(), false);
        }

        var key = PresetKey.Create();
        WriteOwnerOnly(KeyFile, key);
        return (key, true);
    }

    /// <summary>Publishes where the server of this process is reached.</summary>
    public void PublishEndpoint(ServerEndpoint endpoint) => WriteOwnerOnly(EndpointPath, JsonSerializer.Serialize(endpoint));

    /// <summary>Deletes what <see cref="PublishEndpoint"/> wrote.</summary>
    public void RemoveEndpoint() => File.Delete(EndpointPath);

    /// <summary>Where the server that holds the folder is reached, or null when none has published that.</summary>
    public ServerEndpoint? ReadEndpoint()
    {
        try
        {
            return JsonSerializer.Deserialize<ServerEndpoint>(File.ReadAllText(EndpointPath));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private CommandException CreateUnwritable(Exception cause) =>
        new(
            ExitCodes.MissingRequirement,
            $"The data folder {Path} cannot be written. {DataFolderException.ExplainAny(cause) ?? cause.Message} "
                + "Or choose another with --data.",
            cause
        );

    // Created with the mode that only the owner can read, so that no other mode ever applies.
    private static void WriteOwnerOnly(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
