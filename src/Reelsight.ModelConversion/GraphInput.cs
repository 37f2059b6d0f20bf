namespace Reelsight.ModelConversion;

/// <summary>A node that becomes an input of the converted model; the nodes before it are dropped.</summary>
/// <param name="Node">Name of the node in the graph.</param>
/// <param name="Name">Name of the input in the model.</param>
/// <param name="Type"><c>float32</c>, or <c>int32</c>, which becomes int64 as every integer does.</param>
/// <param name="Shape">Size of each dimension; -1 where it varies.</param>
public sealed record GraphInput(string Node, string Name, string Type, IReadOnlyList<long> Shape);
