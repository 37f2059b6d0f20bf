namespace Reelsight.ModelConversion;

/// <summary>A graph cannot be read or converted; the message names the file, node or operation.</summary>
public sealed class GraphConversionException : Exception
{
    /// <summary>Creates the exception with a message that names the obstacle.</summary>
    public GraphConversionException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message that names the obstacle, and its cause.</summary>
    public GraphConversionException(string message, Exception cause)
        : base(message, cause) { }
}
