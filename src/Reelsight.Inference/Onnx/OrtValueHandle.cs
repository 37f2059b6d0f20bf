using System.Runtime.InteropServices;

namespace Reelsight.Inference.Onnx;

/// <summary>Owns an <c>OrtValue</c> and, when the value borrows managed memory, the pin that keeps that memory in place.</summary>
internal sealed unsafe class OrtValueHandle : SafeHandle
{
    private System.Buffers.MemoryHandle _pin;

    public OrtValueHandle(nint value, System.Buffers.MemoryHandle pin = default)
        : base(0, ownsHandle: true)
    {
        SetHandle(value);
        _pin = pin;
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OnnxRuntime.Api.ReleaseValue(handle);
        _pin.Dispose();
        return true;
    }
}
