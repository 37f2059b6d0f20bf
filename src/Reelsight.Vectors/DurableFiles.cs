using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>
/// Flushes folders to disk. Without that, a new or renamed file may be gone after a power failure; .NET has no call for it.
/// </summary>
public static partial class DurableFiles
{
    /// <summary>Waits until the entries of a folder are on disk. Does nothing on Windows, which journals them.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        const int readOnly = 0; // O_RDONLY, the same number on Linux and macOS
        var folder = Open(path, readOnly);
        if (folder < 0)
        {
            throw new IOException($"The folder {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        try
        {
            if (Flush(folder) != 0)
            {
                throw new IOException($"The folder {path} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int folder);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int folder);
}
