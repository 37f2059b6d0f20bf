namespace Reelsight.Inference.Onnx;

/// <summary>Native session options; needed only while a session is being created.</summary>
internal sealed unsafe class NativeSessionOptions : IDisposable
{
    public NativeSessionOptions(OnnxSessionOptions? options)
    {
        options ??= new OnnxSessionOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        var api = OnnxRuntime.Api;
        nint pointer;
        api.Check(api.CreateSessionOptions(&pointer), "Making session options");
        Pointer = pointer;
        try
        {
            api.Check(api.SetIntraOpNumThreads(pointer, options.Threads), "Setting the number of threads");
            api.Check(api.SetInterOpNumThreads(pointer, 1), "Setting the number of threads");

            // Idle threads of the pool would otherwise burn the cores that decoding and other sessions need.
            SetConfigEntry("session.intra_op.allow_spinning"u8, "0"u8);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public nint Pointer { get; private set; }

    public void Dispose()
    {
        OnnxRuntime.Api.ReleaseSessionOptions(Pointer);
        Pointer = 0;
    }

    // UTF-8 literals are null-terminated in memory, which is what the C API reads.
    private void SetConfigEntry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var api = OnnxRuntime.Api;
        fixed (
            byte* k = key,
                v = value
        )
        {
            api.Check(api.AddSessionConfigEntry(Pointer, k, v), "Setting a session option");
        }
    }
}
