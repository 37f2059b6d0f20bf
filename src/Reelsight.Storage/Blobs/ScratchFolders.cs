using System.Security.Cryptography;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Scratch folders of this process, in a folder of its own that a held lock file marks as in use. At the start, what
/// processes that are gone have left is swept; what a living one uses (the server, while a command runs) is not.
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
                // A living process holds the lock.
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
