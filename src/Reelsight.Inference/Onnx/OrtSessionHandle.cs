using System.Runtime.InteropServices;

namespace Reelsight.Inference.Onnx;

/// <summary>Owns an <c>OrtSession</c>.</summary>
internal sealed unsafe class OrtSessionHandle : SafeHandle
{
    public OrtSessionHandle(nint session)
        : base(0, ownsHandle: true) => SetHandle(session);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OnnxRuntime.Api.ReleaseSession(handle);
        return true;
    }
}
