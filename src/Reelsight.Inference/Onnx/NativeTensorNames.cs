using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Inference.Onnx;

/// <summary>Names of a model's inputs or outputs, with the null-terminated UTF-8 form that a run passes.</summary>
internal sealed unsafe class NativeTensorNames
{
    private readonly string _kind;

    // Arrays on the pinned heap: their addresses are stable and the garbage collector owns them.
    private readonly Dictionary<string, byte[]> _pinned;

    private NativeTensorNames(string kind, string[] names)
    {
        _kind = kind;
        Names = names;
        _pinned = names.ToDictionary(name => name, ToPinnedUtf8);
    }

    public IReadOnlyList<string> Names { get; }

    public static NativeTensorNames Read(
        string kind,
        nint session,
        delegate* unmanaged<nint, nuint*, nint> count,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> name
    )
    {
        var api = OnnxRuntime.Api;
        nint allocator;
        nuint length;
        api.Check(api.GetAllocatorWithDefaultOptions(&allocator), "Reading names");
        api.Check(count(session, &length), $"Counting {kind}s");
        var names = new string[length];
        for (nuint i = 0; i < length; i++)
        {
            byte* text;
            api.Check(name(session, i, allocator, &text), $"Reading the name of an {kind}");
            names[i] = Marshal.PtrToStringUTF8((nint)text) ?? "";
            api.Check(api.AllocatorFree(allocator, text), "Freeing a name");
        }

        return new NativeTensorNames(kind, names);
    }

    public static byte[] ToPinnedUtf8(string text)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Address of the name, valid as long as this object is referenced.</summary>
    public byte* GetPointer(string name) =>
        _pinned.TryGetValue(name, out var bytes)
            ? (byte*)Unsafe.AsPointer(ref bytes[0])
            : throw new OnnxException($"The model has no {_kind} '{name}'; it has {string.Join(", ", Names)}.");
}
