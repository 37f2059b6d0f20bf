using Microsoft.ML.OnnxRuntime;

namespace Reelsight.Inference.Onnx;

/// <summary>A loaded model. Runs may overlap on any number of threads.</summary>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly DeferredDisposal _lifetime;

    private OnnxSession(InferenceSession session)
    {
        _session = session;
        _lifetime = new DeferredDisposal(session, _runOptions);
        InputNames = [.. session.InputNames];
        OutputNames = [.. session.OutputNames];
    }

    /// <summary>Names of the inputs, in the order of the model.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Names of the outputs, in the order of the model.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Loads a model from a file.</summary>
    /// <exception cref="OnnxException">The runtime cannot be loaded, or the file is absent or not a supported model.</exception>
    public static OnnxSession Load(string modelPath, OnnxSessionOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        return File.Exists(modelPath)
            ? Load($"Loading the model {modelPath}", options, native => new InferenceSession(modelPath, native))
            : throw new OnnxException($"The model {modelPath} does not exist.");
    }

    /// <summary>Loads a model from memory; the memory is not needed afterwards.</summary>
    /// <exception cref="OnnxException">The runtime cannot be loaded, or the bytes are not a supported model.</exception>
    public static OnnxSession Load(byte[] model, OnnxSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Load("Loading a model from memory", options, native => new InferenceSession(model, native));
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
        string[] wanted = outputs.Count == 0 ? [.. OutputNames] : [.. outputs];
        RequireKnown(wanted, OutputNames, "output");
        var names = new string[inputs.Count];
        var values = new OrtValue[inputs.Count];
        var held = 0;
        var sessionHeld = false;
        try
        {
            _lifetime.DangerousAddRef(ref sessionHeld);
            for (; held < inputs.Count; held++)
            {
                (names[held], var tensor) = inputs[held];
                values[held] = tensor.Borrow();
            }

            RequireKnown(names, InputNames, "input");
            return new OnnxResult(wanted, _session.Run(_runOptions, names, values, wanted));
        }
        catch (OnnxRuntimeException cause)
        {
            throw new OnnxException($"Running the model failed: {GetReason(cause)}", cause);
        }
        finally
        {
            for (var i = 0; i < held; i++)
            {
                inputs[i].Value.Return();
            }

            if (sessionHeld)
            {
                _lifetime.DangerousRelease();
            }
        }
    }

    /// <summary>Frees the model once the runs in progress are done.</summary>
    public void Dispose() => _lifetime.Dispose();

    private static OnnxSession Load(string act, OnnxSessionOptions? options, Func<SessionOptions, InferenceSession> load)
    {
        options ??= new OnnxSessionOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        OnnxEnvironment.EnsureLoaded();
        try
        {
            using var native = new SessionOptions { IntraOpNumThreads = options.Threads, InterOpNumThreads = 1 };
            // Idle threads of the pool would otherwise burn the cores that decoding and other sessions need.
            native.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxSession(load(native));
        }
        catch (OnnxRuntimeException cause)
        {
            throw new OnnxException($"{act} failed: {GetReason(cause)}", cause);
        }
    }

    private static void RequireKnown(IEnumerable<string> names, IReadOnlyList<string> known, string kind)
    {
        foreach (var name in names)
        {
            if (!known.Contains(name))
            {
                throw new OnnxException($"The model has no {kind} '{name}'; it has {string.Join(", ", known)}.");
            }
        }
    }

    // "[ErrorCode:InvalidArgument] Got: 1 Expected: 2": the code says nothing that the text does not.
    private static string GetReason(OnnxRuntimeException cause)
    {
        var message = cause.Message.Trim();
        var end = message.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? message.IndexOf(']', StringComparison.Ordinal) : -1;
        return message[(end + 1)..].TrimStart();
    }
}
