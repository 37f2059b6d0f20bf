using System.Reflection;
using System.Reflection.Emit;

namespace Reelsight.Server.Tests.Contract;

/// <summary>The instructions of a method, and for each call which instructions made its arguments.</summary>
internal sealed class CompiledMethod
{
    private static readonly Dictionary<short, OpCode> _codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    private readonly MethodBase _method;
    private readonly byte[] _bytes;

    private CompiledMethod(MethodBase method)
    {
        _method = method;
        _bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Instructions = [.. Decode()];
        FollowStack();
    }

    internal IReadOnlyList<Instruction> Instructions { get; }

    internal static CompiledMethod Read(MethodBase method) => new(method);

    /// <summary>One instruction.</summary>
    internal sealed record Instruction(int Offset, OpCode Code, object? Operand, IReadOnlyList<int> Targets)
    {
        /// <summary>For a call, what made its arguments, the instance first; null where that cannot be told.</summary>
        internal IReadOnlyList<Instruction?> Arguments { get; set; } = [];

        /// <summary>The number of the method's own argument that it loads, or null.</summary>
        internal int? ArgumentLoaded =>
            Code.Name switch
            {
                "ldarg.0" => 0,
                "ldarg.1" => 1,
                "ldarg.2" => 2,
                "ldarg.3" => 3,
                "ldarg.s" => (byte)Operand!,
                _ => null,
            };
    }

    private IEnumerable<Instruction> Decode()
    {
        for (var at = 0; at < _bytes.Length; )
        {
            var offset = at;
            var code = _bytes[at] == 0xFE ? _codes[(short)(0xFE00 | _bytes[at + 1])] : _codes[_bytes[at]];
            at += code.Size;
            var next =
                at
                + code.OperandType switch
                {
                    OperandType.InlineNone => 0,
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(_bytes, at),
                    _ => 4,
                };
            yield return new(offset, code, Operand(code, at), Targets(code, at, next));
            at = next;
        }
    }

    private object? Operand(OpCode code, int at) =>
        code.OperandType switch
        {
            OperandType.InlineString => _method.Module.ResolveString(BitConverter.ToInt32(_bytes, at)),
            OperandType.InlineMethod => Open(
                _method.Module.ResolveMethod(
                    BitConverter.ToInt32(_bytes, at),
                    _method.DeclaringType?.GetGenericArguments(),
                    _method.IsGenericMethod ? _method.GetGenericArguments() : null
                )!
            ),
            OperandType.ShortInlineVar => _bytes[at],
            _ => null,
        };

    private static MethodBase Open(MethodBase method) =>
        method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;

    private int[] Targets(OpCode code, int at, int next) =>
        code.OperandType switch
        {
            OperandType.ShortInlineBrTarget => [next + (sbyte)_bytes[at]],
            OperandType.InlineBrTarget => [next + BitConverter.ToInt32(_bytes, at)],
            OperandType.InlineSwitch =>
            [
                .. Enumerable.Range(1, BitConverter.ToInt32(_bytes, at)).Select(i => next + BitConverter.ToInt32(_bytes, at + 4 * i)),
            ],
            _ => [],
        };

    // Forwards once; where two ways meet, the first to arrive says what lies on the stack.
    private void FollowStack()
    {
        var waiting = new Dictionary<int, List<Instruction?>>();
        List<Instruction?>? stack = [];
        foreach (var instruction in Instructions)
        {
            stack = waiting.GetValueOrDefault(instruction.Offset) ?? stack ?? [];
            var taken = Math.Min(Pops(instruction), stack.Count);
            if (instruction.Operand is MethodBase)
            {
                instruction.Arguments = stack.GetRange(stack.Count - taken, taken);
            }

            stack = [.. stack.SkipLast(taken), .. Enumerable.Repeat(instruction, Pushes(instruction))];
            foreach (var target in instruction.Targets)
            {
                waiting.TryAdd(target, stack);
            }

            if (instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                stack = null;
            }
        }
    }

    private static bool IsCall(Instruction instruction) =>
        instruction.Code.FlowControl == FlowControl.Call && instruction.Operand is MethodBase;

    private static int Pops(Instruction instruction) =>
        IsCall(instruction)
            ? ((MethodBase)instruction.Operand!).GetParameters().Length
                + (instruction.Operand is MethodBase { IsStatic: false } && instruction.Code != OpCodes.Newobj ? 1 : 0)
            : instruction.Code.StackBehaviourPop switch
            {
                StackBehaviour.Pop0 or StackBehaviour.Varpop => 0,
                StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
                StackBehaviour.Pop1_pop1
                or StackBehaviour.Popi_pop1
                or StackBehaviour.Popi_popi
                or StackBehaviour.Popi_popi8
                or StackBehaviour.Popi_popr4
                or StackBehaviour.Popi_popr8
                or StackBehaviour.Popref_pop1
                or StackBehaviour.Popref_popi => 2,
                _ => 3,
            };

    private static int Pushes(Instruction instruction) =>
        IsCall(instruction)
            ? instruction.Code != OpCodes.Newobj && (instruction.Operand as MethodInfo)?.ReturnType is null or { Name: "Void" }
                ? 0
                : 1
            : instruction.Code.StackBehaviourPush switch
            {
                StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
                StackBehaviour.Push1_push1 => 2,
                _ => 1,
            };
}
