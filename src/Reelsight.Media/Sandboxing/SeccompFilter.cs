using System.Buffers.Binary;

namespace Reelsight.Media.Sandboxing;

/// <summary>
/// Assembles the classic BPF program that the kernel runs before each system call of a tool. Calls of another architecture kill the
/// process; those of <see cref="SystemCall.Denied"/>, new processes and new namespaces fail with EPERM; clone3, whose flags a filter cannot
/// see, and calls newer than this list fail with ENOSYS, upon which the C library takes the older way.
/// </summary>
internal static class SeccompFilter
{
    public const uint Allow = 0x7fff0000;
    public const uint KillProcess = 0x80000000;
    public const uint NotPermitted = 0x00050000 | 1;
    public const uint NotImplemented = 0x00050000 | 38;

    /// <summary>CLONE_THREAD: what is made is a thread of this process.</summary>
    public const uint ThreadFlag = 0x10000;

    /// <summary>CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.</summary>
    public const uint NamespaceFlags = 0x7E020000;

    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfGreater = 0x25;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    // Offsets in struct seccomp_data; of an argument the lower half, as both architectures are little-endian.
    private const uint NumberAt = 0;
    private const uint ArchitectureAt = 4;
    private const uint FirstArgumentAt = 16;
    private const uint SecondArgumentAt = 24;

    private const uint TypeIntoTerminal = 0x5412; // TIOCSTI
    private const uint ControlConsole = 0x541C; // TIOCLINUX

    private enum Target
    {
        Next,
        Allow,
        NotPermitted,
        NotImplemented,
        Kill,
    }

    private readonly record struct Instruction(ushort Code, uint Operand, Target IfTrue, Target IfFalse, int SkipIfFalse = 0);

    /// <summary>AUDIT_ARCH_X86_64 or AUDIT_ARCH_AARCH64.</summary>
    public static uint GetArchitecture(SystemCallTable table) => table == SystemCallTable.X64 ? 0xC000003E : 0xC00000B7;

    /// <summary>The program, as the array of struct sock_filter that bubblewrap reads.</summary>
    public static byte[] Assemble(SystemCallTable table)
    {
        List<Instruction> program =
        [
            Load(ArchitectureAt),
            new(JumpIfEqual, GetArchitecture(table), Target.Next, Target.Kill),
            Load(NumberAt),
        ];
        if (table == SystemCallTable.X64)
        {
            program.Add(new(JumpIfGreater, 0x3FFFFFFF, Target.Kill, Target.Next)); // the x32 calls share the architecture
        }

        program.Add(new(JumpIfGreater, SystemCall.LastKnown, Target.NotImplemented, Target.Next));
        program.AddRange(
            SystemCall
                .Denied.Select(call => call.GetNumber(table))
                .OfType<int>()
                .Select(number => new Instruction(JumpIfEqual, (uint)number, Target.NotPermitted, Target.Next))
        );
        program.Add(new(JumpIfEqual, (uint)SystemCall.Clone3Call.GetNumber(table)!, Target.NotImplemented, Target.Next));
        program.AddRange([
            new(JumpIfEqual, (uint)SystemCall.CloneCall.GetNumber(table)!, Target.Next, Target.Next, SkipIfFalse: 3),
            Load(FirstArgumentAt),
            new(JumpIfAnyBit, ThreadFlag, Target.Next, Target.NotPermitted),
            new(JumpIfAnyBit, NamespaceFlags, Target.NotPermitted, Target.Allow),
            new(JumpIfEqual, (uint)SystemCall.IoctlCall.GetNumber(table)!, Target.Next, Target.Allow),
            Load(SecondArgumentAt),
            new(JumpIfEqual, TypeIntoTerminal, Target.NotPermitted, Target.Next),
            new(JumpIfEqual, ControlConsole, Target.NotPermitted, Target.Allow),
        ]);
        return Encode(program);
    }

    private static Instruction Load(uint offset) => new(LoadWord, offset, Target.Next, Target.Next);

    private static byte[] Encode(List<Instruction> program)
    {
        uint[] results = [Allow, NotPermitted, NotImplemented, KillProcess];
        var bytes = new byte[8 * (program.Count + results.Length)];
        for (var i = 0; i < program.Count; i++)
        {
            var (code, operand, ifTrue, ifFalse, skip) = program[i];
            Write(i, code, GetDistance(i, ifTrue), (byte)(GetDistance(i, ifFalse) + skip), operand);
        }

        for (var i = 0; i < results.Length; i++)
        {
            Write(program.Count + i, Return, 0, 0, results[i]);
        }

        return bytes;

        byte GetDistance(int at, Target target) =>
            target == Target.Next ? (byte)0 : checked((byte)(program.Count + (int)target - 1 - (at + 1)));

        void Write(int at, ushort code, byte ifTrue, byte ifFalse, uint operand)
        {
            var place = bytes.AsSpan(8 * at);
            BinaryPrimitives.WriteUInt16LittleEndian(place, code);
            place[2] = ifTrue;
            place[3] = ifFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(place[4..], operand);
        }
    }
}
