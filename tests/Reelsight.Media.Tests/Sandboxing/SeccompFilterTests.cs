using System.Buffers.Binary;
using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tests.Sandboxing;

/// <summary>Runs the filter as the kernel would, so that it is tested for both architectures on either.</summary>
public sealed class SeccompFilterTests
{
    private const uint I386 = 0x40000003;
    private const uint Riscv64 = 0xC00000F3;
    private const uint X32 = 0x40000000;

    public static TheoryData<bool> IsArm => [false, true];

    // What decoding does all day: read, write, openat, mmap, futex, brk, exit_group, execve, prlimit64, sched_getaffinity.
    private static readonly (int X64, int Arm64)[] _needed =
    [
        (0, 63),
        (1, 64),
        (257, 56),
        (9, 222),
        (202, 98),
        (12, 214),
        (231, 94),
        (59, 221),
        (302, 261),
        (204, 123),
    ];

    [Theory]
    [MemberData(nameof(IsArm))]
    public void Every_denied_call_fails_and_those_that_decoding_needs_do_not(bool isArm)
    {
        var table = isArm ? SystemCallTable.Arm64 : SystemCallTable.X64;
        foreach (var call in SystemCall.Denied)
        {
            if (call.GetNumber(table) is { } number)
            {
                Assert.True(Run(table, number) == SeccompFilter.NotPermitted, call.Name);
            }
        }

        foreach (var (x64, arm64) in _needed)
        {
            Assert.Equal(SeccompFilter.Allow, Run(table, isArm ? arm64 : x64));
        }
    }

    [Fact]
    public void The_calls_that_break_out_of_sandboxes_are_denied()
    {
        var denied = SystemCall.Denied.Select(call => call.Name).ToHashSet();
        string[] dangerous =
        [
            "ptrace",
            "mount",
            "umount2",
            "pivot_root",
            "keyctl",
            "add_key",
            "request_key",
            "bpf",
            "perf_event_open",
            "userfaultfd",
            "kexec_load",
            "kexec_file_load",
            "init_module",
            "finit_module",
            "open_by_handle_at",
            "process_vm_readv",
            "process_vm_writev",
            "socket",
            "unshare",
            "setns",
            "io_uring_setup",
            "io_uring_enter",
            "io_uring_register",
        ];
        Assert.All(dangerous, name => Assert.Contains(name, denied));
    }

    [Theory]
    [MemberData(nameof(IsArm))]
    public void Threads_may_be_made_but_no_processes_and_no_namespaces(bool isArm)
    {
        var table = isArm ? SystemCallTable.Arm64 : SystemCallTable.X64;
        var clone = (int)SystemCall.CloneCall.GetNumber(table)!;
        const uint thread = 0x003D0F00; // what the C library asks for
        Assert.Equal(SeccompFilter.Allow, Run(table, clone, first: thread));
        Assert.Equal(SeccompFilter.NotPermitted, Run(table, clone, first: 17)); // a process that ends with SIGCHLD
        Assert.Equal(SeccompFilter.NotPermitted, Run(table, clone, first: 0x4111)); // posix_spawn
        for (var bit = 1u << 17; bit != 0; bit <<= 1)
        {
            if ((bit & SeccompFilter.NamespaceFlags) != 0)
            {
                Assert.Equal(SeccompFilter.NotPermitted, Run(table, clone, first: thread | bit));
            }
        }

        Assert.Equal(SeccompFilter.NotImplemented, Run(table, (int)SystemCall.Clone3Call.GetNumber(table)!));
        Assert.Equal(SeccompFilter.NotImplemented, Run(table, SystemCall.LastKnown + 1));
    }

    [Theory]
    [MemberData(nameof(IsArm))]
    public void Nothing_can_be_typed_into_a_terminal(bool isArm)
    {
        var table = isArm ? SystemCallTable.Arm64 : SystemCallTable.X64;
        var ioctl = (int)SystemCall.IoctlCall.GetNumber(table)!;
        Assert.Equal(SeccompFilter.NotPermitted, Run(table, ioctl, second: 0x5412));
        Assert.Equal(SeccompFilter.NotPermitted, Run(table, ioctl, second: 0x541C));
        Assert.Equal(SeccompFilter.Allow, Run(table, ioctl, second: 0x5413));
    }

    [Fact]
    public void Calls_of_another_architecture_kill_the_process()
    {
        var x64 = SeccompFilter.GetArchitecture(SystemCallTable.X64);
        var arm64 = SeccompFilter.GetArchitecture(SystemCallTable.Arm64);
        Assert.Equal(SeccompFilter.KillProcess, Run(SystemCallTable.X64, 0, architecture: I386));
        Assert.Equal(SeccompFilter.KillProcess, Run(SystemCallTable.X64, 0, architecture: arm64));
        Assert.Equal(SeccompFilter.KillProcess, Run(SystemCallTable.X64, unchecked((int)(X32 | 1))));
        Assert.Equal(SeccompFilter.KillProcess, Run(SystemCallTable.Arm64, 63, architecture: x64));
        Assert.Equal(SeccompFilter.KillProcess, Run(SystemCallTable.Arm64, 63, architecture: Riscv64));
    }

    // Classic BPF, as far as the filter uses it; anything else is an error.
    private static uint Run(SystemCallTable table, int number, uint first = 0, uint second = 0, uint? architecture = null)
    {
        var data = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture ?? SeccompFilter.GetArchitecture(table));
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(16), first);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(24), second);
        var program = SeccompFilter.Assemble(table);
        var loaded = 0u;
        for (var at = 0; ; at++)
        {
            var instruction = program.AsSpan(8 * at, 8);
            var (code, operand) = (
                BinaryPrimitives.ReadUInt16LittleEndian(instruction),
                BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..])
            );
            switch (code)
            {
                case 0x20:
                    loaded = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)operand));
                    break;
                case 0x15:
                    at += loaded == operand ? instruction[2] : instruction[3];
                    break;
                case 0x25:
                    at += loaded > operand ? instruction[2] : instruction[3];
                    break;
                case 0x45:
                    at += (loaded & operand) != 0 ? instruction[2] : instruction[3];
                    break;
                case 0x06:
                    return operand;
                default:
                    throw new InvalidDataException($"Instruction {at} has the unknown code {code:x}.");
            }
        }
    }
}
