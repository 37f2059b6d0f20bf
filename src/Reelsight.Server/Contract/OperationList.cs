using System.Text.Json;

namespace Reelsight.Server.Contract;

/// <summary>
/// The operations of the API as data. <c>contract/operations.json</c> is the one place that says which there are; routes, keys, the
/// compatibility table and the served description are checked against it or made from it.
/// </summary>
public sealed record OperationList
{
    /// <summary>The list that this build was made with.</summary>
    public static OperationList Current { get; } = Read();

    /// <summary>The version of the API.</summary>
    public required string Version { get; init; }

    /// <summary>What the names in braces of routes mean.</summary>
    public required IReadOnlyDictionary<string, string> PathParameters { get; init; }

    /// <summary>Parameters that many operations take.</summary>
    public required IReadOnlyDictionary<string, OperationParameter> SharedParameters { get; init; }

    /// <summary>All operations: those of the contract by number, then the older ones, then our own.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Every parameter of an operation, shared ones first; those of its path are not among them.</summary>
    public IEnumerable<OperationParameter> ParametersOf(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return (operation.Shared ?? []).Select(name => SharedParameters[name]).Concat(operation.Parameters ?? []);
    }

    private static OperationList Read()
    {
        using var json = typeof(OperationList).Assembly.GetManifestResourceStream("operations.json")!;
        return JsonSerializer.Deserialize(json, OperationJson.Default.OperationList)!;
    }
}
