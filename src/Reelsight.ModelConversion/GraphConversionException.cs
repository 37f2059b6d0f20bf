using System.Text.Json.Serialization;

namespace Reelsight.ModelConversion;

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
