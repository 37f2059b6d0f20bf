using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Reelsight.Core.Errors;
using Reelsight.Server.Contract;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// What a handler can do, read from its compiled code and all code of the product that it reaches: which parameters it reads, which texts
/// it holds, which shapes of the wire it uses.
/// </summary>
internal sealed class HandlerCode
{
    private const string FieldsType = "Reelsight.Server.Http.Requests.RequestFields";
    private static readonly Assembly _server = typeof(OperationList).Assembly;
    private static readonly HashSet<string> _mediaFailures =
    [
        FailureCodes.SourceUnavailable,
        FailureCodes.AssetUnavailable,
        FailureCodes.UnsupportedMediaType,
        FailureCodes.FileBroken,
        FailureCodes.FileTooLarge,
        FailureCodes.DurationTooShort,
        FailureCodes.DurationTooLong,
        FailureCodes.ResolutionTooLow,
        FailureCodes.ResolutionTooHigh,
        FailureCodes.InvalidAspectRatio,
    ];
    private static readonly ConcurrentDictionary<MethodBase, IReadOnlyList<CompiledMethod.Instruction>> _read = [];

    private readonly Dictionary<MethodBase, IReadOnlyList<CompiledMethod.Instruction>> _methods = [];

    private HandlerCode(MethodInfo handler)
    {
        var waiting = new Queue<MethodBase>([handler]);
        while (waiting.TryDequeue(out var method))
        {
            if (!IsProduct(method) || method.DeclaringType?.FullName == FieldsType || _methods.ContainsKey(method))
            {
                continue;
            }

            _methods[method] = _read.GetOrAdd(method, m => CompiledMethod.Read(m).Instructions);
            if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            {
                waiting.Enqueue(
                    machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
                );
            }

            foreach (var called in _methods[method].Select(i => i.Operand).OfType<MethodBase>())
            {
                waiting.Enqueue(called);
            }
        }
    }

    private static bool IsProduct(MethodBase method) =>
        method.Module.Assembly.GetName().Name!.StartsWith("Reelsight.", StringComparison.Ordinal);

    /// <summary>Reads the code that an operation's handler reaches.</summary>
    internal static HandlerCode Read(MethodInfo handler) => new(handler);

    /// <summary>
    /// Every text that the code holds. What the code below the server refuses a file for is left out: these are failures of the media,
    /// which the list of operations does not repeat for each of them.
    /// </summary>
    internal HashSet<string> Texts =>
        [
            .. _methods
                .SelectMany(method => method.Value.Select(i => i.Operand).OfType<string>(), (method, text) => (method.Key, Text: text))
                .Where(found => found.Key.Module.Assembly == _server || !_mediaFailures.Contains(found.Text))
                .Select(found => found.Text),
        ];

    /// <summary>Names in the JSON contexts of the server of the shapes that it reads or writes.</summary>
    internal HashSet<string> Shapes =>
        [
            .. Operands<MethodInfo>()
                .Where(m =>
                    m.DeclaringType!.IsSubclassOf(typeof(JsonSerializerContext))
                    && m.DeclaringType.Name.EndsWith("WireJson", StringComparison.Ordinal)
                    && m.Name.StartsWith("get_", StringComparison.Ordinal)
                    && m.Name != "get_Default"
                )
                .Select(m => m.Name[4..]),
        ];

    /// <summary>Names of the fields of a query or a form that it reads, also by way of methods that are given the name.</summary>
    internal HashSet<string> FieldsRead()
    {
        // Where a name goes in: an argument of a method, counted with the instance.
        var names = new HashSet<(MethodBase Method, int Argument)>();
        var found = new HashSet<string>();
        for (var known = -1; known != names.Count; )
        {
            known = names.Count;
            foreach (var (method, code) in _methods.Where(m => m.Key.Module.Assembly == _server))
            {
                foreach (var call in code.Where(i => i.Arguments.Count > 0))
                {
                    foreach (var name in NamesGiven(call, names))
                    {
                        if (name?.Operand is string text)
                        {
                            found.Add(text);
                        }
                        else if (name?.ArgumentLoaded is { } argument)
                        {
                            names.Add((method, argument));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<CompiledMethod.Instruction?> NamesGiven(
        CompiledMethod.Instruction call,
        HashSet<(MethodBase Method, int Argument)> names
    )
    {
        var called = (MethodBase)call.Operand!;
        if (called.DeclaringType?.FullName == FieldsType && called.GetParameters() is [{ Name: "name" }, ..])
        {
            return [call.Arguments.ElementAtOrDefault(called.IsStatic ? 0 : 1)];
        }

        return [.. names.Where(n => n.Method == called).Select(n => call.Arguments.ElementAtOrDefault(n.Argument))];
    }

    private IEnumerable<T> Operands<T>() => _methods.Values.SelectMany(code => code).Select(i => i.Operand).OfType<T>();
}
