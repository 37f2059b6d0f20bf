using Microsoft.ML.OnnxRuntime;

namespace Reelsight.Inference.Onnx;

/// <summary>The outputs of one run, in the order they were asked for. Disposing it frees every output that was not taken.</summary>
public sealed class OnnxResult : IDisposable
{
    private readonly IReadOnlyList<string> _names;
    private readonly OnnxTensor?[] _tensors;

    /// <summary>Takes ownership of the outputs of a run.</summary>
    /// <exception cref="OnnxException">An output is not a tensor; all are freed then.</exception>
    internal OnnxResult(IReadOnlyList<string> names, IReadOnlyList<OrtValue> values)
    {
        _names = names;
        _tensors = new OnnxTensor?[values.Count];
        var owned = 0;
        try
        {
            for (; owned < values.Count; owned++)
            {
                _tensors[owned] = OnnxTensor.TakeOwnership(values[owned], names[owned]);
            }
        }
        catch
        {
            Dispose();
            foreach (var value in values.Skip(owned + 1))
            {
                value.Dispose();
            }

            throw;
        }
    }

    /// <summary>Output at a position; the result keeps owning it.</summary>
    /// <exception cref="InvalidOperationException">The output was taken.</exception>
    public OnnxTensor this[int i] =>
        _tensors[i] ?? throw new InvalidOperationException($"Output '{_names[i]}' was taken from this result.");

    /// <summary>Output by name; the result keeps owning it.</summary>
    /// <exception cref="OnnxException">The run did not produce an output of that name.</exception>
    /// <exception cref="InvalidOperationException">The output was taken.</exception>
    public OnnxTensor this[string output] => this[IndexOf(output)];

    /// <summary>Hands an output over to the caller, who disposes it – for example to feed it to the next run.</summary>
    /// <exception cref="OnnxException">The run did not produce an output of that name.</exception>
    /// <exception cref="InvalidOperationException">The output was taken before.</exception>
    public OnnxTensor Take(string output)
    {
        var i = IndexOf(output);
        var tensor = this[i];
        _tensors[i] = null;
        return tensor;
    }

    /// <summary>Frees every output that was not taken.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor?.Dispose();
        }
    }

    private int IndexOf(string output)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i] == output)
            {
                return i;
            }
        }

        throw new OnnxException($"The run produced no output '{output}'; it produced {string.Join(", ", _names)}.");
    }
}
