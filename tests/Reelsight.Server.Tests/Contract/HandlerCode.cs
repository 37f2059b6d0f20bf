using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Reelsight.Server.Contract;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// What a handler can do, read from its compiled code and all code of the server that it reaches: which parameters it reads, which
/// texts it holds, which shapes of the wire it uses.
/// </summary>
internal sealed class HandlerCode
{
    private const string FieldsType = "Reelsight.Server.Http.Fields";
    private static readonly Assembly _server = typeof(OperationList).Assembly;
    private static readonly Dictionary<short, OpCode> _codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    private readonly Dictionary<MethodBase, List<Instruction>> _methods = [];

    private HandlerCode(MethodInfo handler)
    {
        var waiting = new Queue<MethodBase>([handler]);
        while (waiting.TryDequeue(out var method))
        {
            if (method.Module.Assembly != _server || method.DeclaringType?.FullName == FieldsType || !_methods.TryAdd(method, [])) continue;
            _methods[method].AddRange(Instructions(method));
            if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
                waiting.Enqueue(machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!);
            foreach (var called in _methods[method].Select(i => i.Operand).OfType<MethodBase>()) waiting.Enqueue(called);
        }
    }

    /// <summary>Reads the code that an operation's handler reaches.</summary>
    internal static HandlerCode Of(MethodInfo handler) => new(handler);

    /// <summary>Every text that the code holds.</summary>
    internal HashSet<string> Texts => [.. All.Select(i => i.Operand).OfType<string>()];

    /// <summary>Names in <c>WireJson</c> of the shapes that it reads or writes.</summary>
    internal HashSet<string> Shapes => [.. All.Select(i => i.Operand).OfType<MethodInfo>()
        .Where(m => m.DeclaringType?.Name == "WireJson" && m.Name.StartsWith("get_", StringComparison.Ordinal) && m.Name != "get_Default").Select(m => m.Name[4..])];

    /// <summary>Names of the fields of a query or a form that it reads, also by way of methods that are given the name.</summary>
    internal HashSet<string> FieldsRead()
    {
        // Where a name goes in: an argument of a method, counted with the instance.
        var names = new HashSet<(MethodBase Method, int Argument)>();
        var found = new HashSet<string>();
        for (var known = -1; known != names.Count;)
        {
            known = names.Count;
            foreach (var (method, code) in _methods)
                for (var i = 0; i < code.Count; i++)
                    if (code[i].Operand is MethodBase called && NameArgument(called, names) is { } argument)
                        Trace(method, Producer(code, i, Arguments(called) - 1 - argument));
        }
        return found;

        void Trace(MethodBase method, Instruction? producer)
        {
            if (producer?.Operand is string text) found.Add(text);
            else if (producer?.ArgumentLoaded is { } argument) names.Add((method, argument));
        }
    }

    private IEnumerable<Instruction> All => _methods.Values.SelectMany(i => i);

    private static int? NameArgument(MethodBase called, HashSet<(MethodBase Method, int Argument)> names)
    {
        if (called.DeclaringType?.FullName == FieldsType && called.GetParameters() is [{ Name: "name" }, ..]) return called.IsStatic ? 0 : 1;
        var known = names.Where(n => n.Method == called).ToList();
        return known.Count > 0 ? known[0].Argument : null;
    }

    // Backwards along the stack to the instruction that pushed the value that lies so deep before a call.
    private static Instruction? Producer(List<Instruction> code, int call, int depth)
    {
        for (var i = call - 1; i >= 0; i--)
        {
            if (code[i].Pushes > depth) return code[i];
            depth += code[i].Pops - code[i].Pushes;
        }
        return null;
    }

    private static int Arguments(MethodBase method) => method.GetParameters().Length + (method.IsStatic || method is ConstructorInfo ? 0 : 1);

    private static IEnumerable<Instruction> Instructions(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var code = bytes[at] == 0xFE ? _codes[(short)(0xFE00 | bytes[at + 1])] : _codes[bytes[at]];
            at += code.Size;
            var operand = code.OperandType switch
            {
                OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(bytes, at)),
                OperandType.InlineMethod => method.Module.ResolveMethod(BitConverter.ToInt32(bytes, at), method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null),
                OperandType.ShortInlineVar => bytes[at],
                _ => (object?)null,
            };
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(bytes, at),
                _ => 4,
            };
            yield return new(code, operand is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : operand);
        }
    }

    private sealed record Instruction(OpCode Code, object? Operand)
    {
        internal int? ArgumentLoaded => Code.Name switch
        {
            "ldarg.0" => 0,
            "ldarg.1" => 1,
            "ldarg.2" => 2,
            "ldarg.3" => 3,
            "ldarg.s" => (byte)Operand!,
            _ => null,
        };

        internal int Pops => Operand is MethodBase called && Code.OperandType == OperandType.InlineMethod && Code.FlowControl == FlowControl.Call
            ? Arguments(called)
            : Code.StackBehaviourPop switch
            {
                StackBehaviour.Pop0 or StackBehaviour.Varpop => 0,
                StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
                StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
                    or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
                _ => 3,
            };

        internal int Pushes => Operand is MethodInfo called && Code.FlowControl == FlowControl.Call
            ? called.ReturnType == typeof(void) ? 0 : 1
            : Code.StackBehaviourPush switch
            {
                StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
                StackBehaviour.Push1_push1 => 2,
                _ => 1,
            };
    }
}
