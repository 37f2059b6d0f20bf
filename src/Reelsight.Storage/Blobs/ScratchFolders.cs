using System.Security.Cryptography;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Temporary folders of this process, in a folder of its own that a lock file marks as in use. On start, folders of processes that have
/// ended are deleted; those of running processes (the server, while a command runs) are not.
/// </summary>
internal sealed class ScratchFolders : IDisposable
{
    private const string LockName = "in-use";
    private readonly RandomNumberGenerator _random;
    private readonly string _ownFolder;
    private readonly FileStream _lock;

    public ScratchFolders(string root, RandomNumberGenerator random)
    {
        _random = random;
        Directory.CreateDirectory(root);
        DeleteAbandoned(root);
        _ownFolder = Directory.CreateDirectory(Path.Combine(root, NewName())).FullName;
        _lock = Lock(_ownFolder);
    }

    public ScratchFolder Create() => new(Directory.CreateDirectory(Path.Combine(_ownFolder, NewName())).FullName);

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_ownFolder, recursive: true);
    }

    private static void DeleteAbandoned(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            try
            {
                Lock(folder).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A running process holds the lock.
            }
        }
    }

    private static FileStream Lock(string folder) =>
        new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private string NewName()
    {
        Span<byte> name = stackalloc byte[8];
        _random.GetBytes(name);
        return Convert.ToHexStringLower(name);
    }
}
