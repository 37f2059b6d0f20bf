using System.Runtime.InteropServices;

namespace Reelsight.Server.Hosting;

/// <summary>
/// Keeps other users of the machine out of the data folder: everything that this process and its child processes create is for the owner
/// alone, and what an earlier version left open is closed. On Windows, folders below the user's own are the user's already.
/// </summary>
internal static partial class OwnerOnlyFiles
{
    private const uint GroupAndOthers = 0b111_111;
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder when it is missing, and mends the modes of what is in it.</summary>
    /// <returns>Null, or a sentence that says what could not be mended.</returns>
    internal static string? Enforce(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return null;
        }

        _ = SetFileModeMask(GroupAndOthers);
        Directory.CreateDirectory(folder, FolderMode);
        try
        {
            // The folder itself comes last: as long as it is open, an earlier start may have ended before everything was mended.
            if ((File.GetUnixFileMode(folder) & OthersMode) != UnixFileMode.None)
            {
                Close(new DirectoryInfo(folder));
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Other users of this machine may be able to read the data folder {folder}, and its modes cannot be changed: "
                + $"{e.Message} Let its owner run: chmod -R go= {folder}";
        }
    }

    private static void Close(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            // The mode of a link is that of its target, which may lie anywhere.
            if (entry.LinkTarget is not null)
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                Close(inner);
            }
            else
            {
                Restrict(entry);
            }
        }

        Restrict(folder);
    }

    private static void Restrict(FileSystemInfo entry)
    {
        if (!OperatingSystem.IsWindows() && (entry.UnixFileMode & OthersMode) != UnixFileMode.None)
        {
            entry.UnixFileMode &= ~OthersMode;
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint SetFileModeMask(uint mask);
}
