using System.Runtime.InteropServices;

namespace Reelsight.Media.Tools;

/// <summary>
/// How far children step back behind other work of the machine (nice), so that searches are answered while videos are decoded.
/// </summary>
internal static partial class ChildPriority
{
    private const int Process = 0;

    /// <summary>Sets the niceness of a child that has just been started, and so of what it starts in turn. No effect off Linux.</summary>
    /// <param name="processId">The child.</param>
    /// <param name="nice">From 0 (none) to 19 (behind everything else).</param>
    public static void Apply(int processId, int nice)
    {
        if (nice > 0 && OperatingSystem.IsLinux())
        {
            // Fails only when the child has ended already.
            _ = SetPriority(Process, (uint)processId, nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
