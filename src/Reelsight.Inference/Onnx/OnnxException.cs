namespace Reelsight.Inference.Onnx;

/// <summary>A failure reported by ONNX Runtime, or by the binding when it is asked for something the model cannot do.</summary>
public sealed class OnnxException : Exception
{
    /// <summary>Makes the exception with one sentence that says what failed.</summary>
    public OnnxException(string message)
        : base(message) { }

    /// <summary>Makes the exception with one sentence that says what failed, and what caused it.</summary>
    public OnnxException(string message, Exception cause)
        : base(message, cause) { }
}
