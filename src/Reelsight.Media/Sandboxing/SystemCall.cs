namespace Reelsight.Media.Sandboxing;

/// <summary>A system call and its numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X64">Its number on x86-64; null where it does not exist.</param>
/// <param name="Arm64">Its number on arm64; null where it does not exist.</param>
internal sealed record SystemCall(string Name, int? X64, int? Arm64)
{
    /// <summary>The last number of Linux 6.7; what came later is answered as if the kernel did not know it.</summary>
    public const int LastKnown = 456;

    public static SystemCall CloneCall { get; } = new("clone", 56, 220);

    public static SystemCall Clone3Call { get; } = new("clone3", 435, 435);

    public static SystemCall IoctlCall { get; } = new("ioctl", 16, 29);

    /// <summary>
    /// What decoding never needs: other processes' memory, mounts, namespaces, keys, the kernel's own programs and modules, the network,
    /// the clock, files that are more than names of bytes (links, pipes, devices), and further processes.
    /// </summary>
    public static IReadOnlyList<SystemCall> Denied { get; } =
    [
        new("ptrace", 101, 117),
        new("process_vm_readv", 310, 270),
        new("process_vm_writev", 311, 271),
        new("process_madvise", 440, 440),
        new("pidfd_getfd", 438, 438),
        new("kcmp", 312, 272),
        new("mount", 165, 40),
        new("umount2", 166, 39),
        new("pivot_root", 155, 41),
        new("chroot", 161, 51),
        new("move_mount", 429, 429),
        new("open_tree", 428, 428),
        new("fsopen", 430, 430),
        new("fsconfig", 431, 431),
        new("fsmount", 432, 432),
        new("fspick", 433, 433),
        new("mount_setattr", 442, 442),
        new("unshare", 272, 97),
        new("setns", 308, 268),
        new("keyctl", 250, 219),
        new("add_key", 248, 217),
        new("request_key", 249, 218),
        new("bpf", 321, 280),
        new("perf_event_open", 298, 241),
        new("userfaultfd", 323, 282),
        new("kexec_load", 246, 104),
        new("kexec_file_load", 320, 294),
        new("init_module", 175, 105),
        new("finit_module", 313, 273),
        new("delete_module", 176, 106),
        new("name_to_handle_at", 303, 264),
        new("open_by_handle_at", 304, 265),
        new("socket", 41, 198),
        new("socketpair", 53, 199),
        new("io_uring_setup", 425, 425),
        new("io_uring_enter", 426, 426),
        new("io_uring_register", 427, 427),
        new("memfd_secret", 447, 447),
        new("fanotify_init", 300, 262),
        new("swapon", 167, 224),
        new("swapoff", 168, 225),
        new("reboot", 169, 142),
        new("acct", 163, 89),
        new("syslog", 103, 116),
        new("quotactl", 179, 60),
        new("quotactl_fd", 443, 443),
        new("settimeofday", 164, 170),
        new("clock_settime", 227, 112),
        new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266),
        new("sethostname", 170, 161),
        new("setdomainname", 171, 162),
        new("vhangup", 153, 58),
        new("personality", 135, 92),
        new("lookup_dcookie", 212, 18),
        new("nfsservctl", 180, 42),
        new("vmsplice", 278, 75),
        new("fork", 57, null),
        new("vfork", 58, null),
        new("symlink", 88, null),
        new("symlinkat", 266, 36),
        new("link", 86, null),
        new("linkat", 265, 37),
        new("mknod", 133, null),
        new("mknodat", 259, 33),
        new("iopl", 172, null),
        new("ioperm", 173, null),
        new("modify_ldt", 154, null),
        new("uselib", 134, null),
        new("_sysctl", 156, null),
        new("ustat", 136, null),
        new("sysfs", 139, null),
    ];

    /// <summary>Its number on an architecture; null where it does not exist.</summary>
    public int? GetNumber(SystemCallTable table) => table == SystemCallTable.X64 ? X64 : Arm64;
}
