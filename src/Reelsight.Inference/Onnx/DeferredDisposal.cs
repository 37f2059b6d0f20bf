using System.Runtime.InteropServices;

namespace Reelsight.Inference.Onnx;

/// <summary>
/// Disposes objects once their owner has given them up and no call uses them any more: ONNX Runtime's own objects must not be disposed
/// during a run. <see cref="SafeHandle"/> brings the counting; there is no handle.
/// </summary>
internal sealed class DeferredDisposal : SafeHandle
{
    private readonly IDisposable[] _resources;

    public DeferredDisposal(params IDisposable[] resources)
        : base(0, ownsHandle: true)
    {
        _resources = resources;
        // Objects that nobody disposes have finalizers of their own.
        GC.SuppressFinalize(this);
    }

    public override bool IsInvalid => false;

    protected override bool ReleaseHandle()
    {
        foreach (var resource in _resources)
        {
            resource.Dispose();
        }

        return true;
    }
}
