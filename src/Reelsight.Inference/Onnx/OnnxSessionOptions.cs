namespace Reelsight.Inference.Onnx;

/// <summary>How a session computes.</summary>
public sealed record OnnxSessionOptions
{
    /// <summary>
    /// Threads one operator may use, at least 1. The default of 1 leaves parallelism to the pipeline, which runs several sessions side by
    /// side.
    /// </summary>
    public int Threads { get; init; } = 1;
}
