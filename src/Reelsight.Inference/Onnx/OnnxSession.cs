namespace Reelsight.Inference.Onnx;

/// <summary>A loaded model. Runs may overlap on any number of threads.</summary>
public sealed unsafe class OnnxSession : IDisposable
{
    private readonly OrtSessionHandle _session;
    private readonly NativeTensorNames _inputs;
    private readonly NativeTensorNames _outputs;

    private OnnxSession(nint session)
    {
        _session = new OrtSessionHandle(session);
        try
        {
            var api = OnnxRuntime.Api;
            _inputs = NativeTensorNames.Read("input", session, api.SessionGetInputCount, api.SessionGetInputName);
            _outputs = NativeTensorNames.Read("output", session, api.SessionGetOutputCount, api.SessionGetOutputName);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Names of the inputs, in the order of the model.</summary>
    public IReadOnlyList<string> InputNames => _inputs.Names;

    /// <summary>Names of the outputs, in the order of the model.</summary>
    public IReadOnlyList<string> OutputNames => _outputs.Names;

    /// <summary>Loads a model from a file.</summary>
    /// <exception cref="OnnxException">No runtime is loaded, the file is absent, or it is no model that the runtime can run.</exception>
    public static OnnxSession Load(string modelPath, OnnxSessionOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        if (!File.Exists(modelPath))
        {
            throw new OnnxException($"The model {modelPath} does not exist.");
        }

        var api = OnnxRuntime.Api;
        using var native = new NativeSessionOptions(options);
        nint session;
        fixed (byte* path = NativeTensorNames.ToPinnedUtf8(modelPath))
        {
            api.Check(api.CreateSession(OnnxRuntime.Environment, path, native.Pointer, &session), $"Loading the model {modelPath}");
        }

        return new OnnxSession(session);
    }

    /// <summary>Loads a model from memory; the memory is not needed afterwards.</summary>
    /// <exception cref="OnnxException">No runtime is loaded, or the bytes are no model that the runtime can run.</exception>
    public static OnnxSession Load(ReadOnlyMemory<byte> model, OnnxSessionOptions? options = null)
    {
        var api = OnnxRuntime.Api;
        using var native = new NativeSessionOptions(options);
        nint session;
        fixed (byte* bytes = model.Span)
        {
            api.Check(
                api.CreateSessionFromArray(OnnxRuntime.Environment, bytes, (nuint)model.Length, native.Pointer, &session),
                "Loading a model from memory"
            );
        }

        return new OnnxSession(session);
    }

    /// <summary>Computes outputs from inputs.</summary>
    /// <param name="inputs">One tensor per input name. The caller keeps them and disposes them.</param>
    /// <param name="outputs">Names of the outputs to compute; none means all.</param>
    /// <exception cref="OnnxException">A name is unknown, a shape or type does not fit, or an operator failed.</exception>
    /// <exception cref="ObjectDisposedException">The session or an input is disposed.</exception>
    public OnnxResult Run(IReadOnlyList<(string Name, OnnxTensor Value)> inputs, params IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var wanted = outputs.Count == 0 ? OutputNames : [.. outputs];
        var inputNames = stackalloc byte*[inputs.Count];
        var inputValues = stackalloc nint[inputs.Count];
        var outputNames = stackalloc byte*[wanted.Count];
        var outputValues = stackalloc nint[wanted.Count];
        for (var i = 0; i < wanted.Count; i++)
        {
            outputNames[i] = _outputs.GetPointer(wanted[i]);
            outputValues[i] = 0;
        }

        var held = 0;
        var sessionHeld = false;
        try
        {
            _session.DangerousAddRef(ref sessionHeld);
            for (; held < inputs.Count; held++)
            {
                inputNames[held] = _inputs.GetPointer(inputs[held].Name);
                var value = inputs[held].Value.Handle;
                var added = false;
                value.DangerousAddRef(ref added);
                inputValues[held] = value.DangerousGetHandle();
            }

            var api = OnnxRuntime.Api;
            api.Check(
                api.Run(
                    _session.DangerousGetHandle(),
                    0,
                    inputNames,
                    inputValues,
                    (nuint)inputs.Count,
                    outputNames,
                    (nuint)wanted.Count,
                    outputValues
                ),
                "Running the model"
            );
        }
        finally
        {
            for (var i = 0; i < held; i++)
            {
                inputs[i].Value.Handle.DangerousRelease();
            }

            if (sessionHeld)
            {
                _session.DangerousRelease();
            }
        }

        return CollectOutputs(wanted, new ReadOnlySpan<nint>(outputValues, wanted.Count));
    }

    /// <summary>Frees the model once the runs in progress are done.</summary>
    public void Dispose() => _session.Dispose();

    private static OnnxResult CollectOutputs(IReadOnlyList<string> names, ReadOnlySpan<nint> values)
    {
        var tensors = new OnnxTensor[values.Length];
        var owned = 0;
        try
        {
            for (; owned < values.Length; owned++)
            {
                tensors[owned] = OnnxTensor.TakeOwnership(values[owned], names[owned]);
            }
        }
        catch
        {
            foreach (var tensor in tensors.AsSpan(0, owned))
            {
                tensor.Dispose();
            }

            // The value at 'owned' was freed by Own; those behind it were never wrapped.
            foreach (var value in values[(owned + 1)..])
            {
                OnnxRuntime.Api.ReleaseValue(value);
            }

            throw;
        }

        return new OnnxResult(names, tensors);
    }
}
