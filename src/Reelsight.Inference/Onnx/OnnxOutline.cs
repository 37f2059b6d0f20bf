namespace Reelsight.Inference.Onnx;

/// <summary>
/// What an ONNX file says about itself, read without the runtime and without its weights: inputs, outputs, and the files outside of it that
/// hold weights.
/// </summary>
/// <param name="Inputs">Inputs of the graph, weights not counted.</param>
/// <param name="Outputs">Outputs of the graph.</param>
/// <param name="ExternalFiles">Locations of external data, as they stand in the file.</param>
public sealed record OnnxOutline(
    IReadOnlyList<OnnxValueOutline> Inputs,
    IReadOnlyList<OnnxValueOutline> Outputs,
    IReadOnlyList<string> ExternalFiles
)
{
    /// <summary>Reads the outline of a file.</summary>
    /// <exception cref="InvalidDataException">It is no ONNX file, or is nested deeper than any model.</exception>
    public static OnnxOutline Read(string path)
    {
        using var stream = File.OpenRead(path);
        return new OnnxOutlineReader(stream, Path.GetFileName(path)).Read();
    }
}
