using System.Runtime.InteropServices;

namespace Reelsight.Media.Sandboxing;

/// <summary>The architectures whose system calls are known here.</summary>
internal enum SystemCallTable
{
    X64,
    Arm64,
}

/// <summary>Which table belongs to this machine.</summary>
internal static class SystemCallTables
{
    /// <summary>The table of this process; null on any other architecture.</summary>
    public static SystemCallTable? Current { get; } =
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => SystemCallTable.X64,
            Architecture.Arm64 => SystemCallTable.Arm64,
            _ => null,
        };
}
