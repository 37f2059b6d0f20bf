using System.Text.Json.Serialization;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>A node that becomes an input of the converted model; the nodes that computed it are cut off.</summary>
/// <param name="Node">Name of the node in the graph.</param>
/// <param name="Name">Name of the input in the model.</param>
/// <param name="Type"><c>float32</c>, or <c>int32</c>, which becomes int64 as every integer does.</param>
/// <param name="Shape">Size of each axis; -1 where it varies.</param>
public sealed record GraphInput(string Node, string Name, string Type, IReadOnlyList<long> Shape);

/// <summary>A node whose float result becomes an output of the converted model; any node may, also one in the middle.</summary>
/// <param name="Node">Name of the node in the graph.</param>
/// <param name="Name">Name of the output in the model.</param>
/// <param name="Pooled">Whether the output is the mean over the places of a picture-like result: one number per channel.</param>
public sealed record GraphOutput(
    string Node,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Pooled = false
);

/// <summary>A graph cannot be read or converted; the message names the file, node or operation.</summary>
public sealed class GraphConversionException : Exception
{
    /// <summary>Makes the exception with a sentence that names what is in the way.</summary>
    public GraphConversionException(string message)
        : base(message) { }

    /// <summary>Makes the exception with a sentence that names what is in the way, and its cause.</summary>
    public GraphConversionException(string message, Exception cause)
        : base(message, cause) { }
}
