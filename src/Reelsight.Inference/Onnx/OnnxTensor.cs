using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Reelsight.Inference.Onnx;

/// <summary>A dense tensor in CPU memory: either a view of managed memory or a result that ONNX Runtime owns.</summary>
public sealed class OnnxTensor : IDisposable
{
    private readonly OrtValue _value;
    private readonly DeferredDisposal _lifetime;
    private readonly long[] _shape;
    private readonly TensorElementType _elementType;

    private OnnxTensor(OrtValue value, long[] shape, TensorElementType elementType)
    {
        _value = value;
        _lifetime = new DeferredDisposal(value);
        _shape = shape;
        _elementType = elementType;
    }

    /// <summary>Size of each dimension, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>
    /// Wraps managed memory without copying: it stays pinned until the tensor is disposed, and must not change during a run.
    /// </summary>
    /// <typeparam name="T">float, long, int, byte or bool.</typeparam>
    /// <param name="data">The values in row-major order, exactly as many as <paramref name="shape"/> says.</param>
    /// <param name="shape">Size of each dimension, outermost first; each at least 0.</param>
    /// <exception cref="ArgumentException">Number of values and shape disagree.</exception>
    /// <exception cref="OnnxException">The element type is not supported, or the runtime cannot be loaded.</exception>
    public static OnnxTensor From<T>(Memory<T> data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        long count = 1;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        var sizes = shape.ToArray();
        if (count != data.Length)
        {
            throw new ArgumentException(
                $"A tensor of shape [{string.Join(", ", sizes)}] holds {count} values, not {data.Length}.",
                nameof(data)
            );
        }

        var elementType = GetElementType<T>();
        OnnxEnvironment.EnsureLoaded();
        try
        {
            var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data, sizes);
            return new OnnxTensor(value, sizes, elementType);
        }
        catch (OnnxRuntimeException cause)
        {
            throw new OnnxException($"Making a tensor failed: {cause.Message}", cause);
        }
    }

    /// <summary>The values in row-major order. The span is valid until the tensor is disposed.</summary>
    /// <typeparam name="T">The element type of the tensor.</typeparam>
    /// <exception cref="OnnxException">The tensor holds another element type.</exception>
    /// <exception cref="ObjectDisposedException">The tensor is disposed.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsClosed, this);
        var wanted = GetElementType<T>();
        return wanted == _elementType
            ? _value.GetTensorDataAsSpan<T>()
            : throw new OnnxException($"The tensor holds {GetName(_elementType)}, not {GetName(wanted)}.");
    }

    /// <summary>Frees the native value and unpins the memory it views, once no run uses it.</summary>
    public void Dispose() => _lifetime.Dispose();

    /// <summary>Takes ownership of an output of a run, which is freed when it is not a tensor.</summary>
    /// <exception cref="OnnxException">The output is not a tensor.</exception>
    internal static OnnxTensor TakeOwnership(OrtValue value, string name)
    {
        if (!value.IsTensor)
        {
            value.Dispose();
            throw new OnnxException($"Output '{name}' is not a tensor.");
        }

        var info = value.GetTensorTypeAndShape();
        return new OnnxTensor(value, info.Shape, info.ElementDataType);
    }

    /// <summary>The native value for the time of a run; each call is to be followed by one of <see cref="Return"/>.</summary>
    /// <exception cref="ObjectDisposedException">The tensor is disposed.</exception>
    internal OrtValue Borrow()
    {
        var held = false;
        _lifetime.DangerousAddRef(ref held);
        return _value;
    }

    /// <summary>Ends what <see cref="Borrow"/> began.</summary>
    internal void Return() => _lifetime.DangerousRelease();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TensorElementType GetElementType<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return TensorElementType.Float;
        }
        if (typeof(T) == typeof(long))
        {
            return TensorElementType.Int64;
        }
        if (typeof(T) == typeof(int))
        {
            return TensorElementType.Int32;
        }
        if (typeof(T) == typeof(byte))
        {
            return TensorElementType.UInt8;
        }
        if (typeof(T) == typeof(bool))
        {
            return TensorElementType.Bool;
        }
        throw new OnnxException($"A tensor of {typeof(T).Name} is not supported; use float, long, int, byte or bool.");
    }

    private static string GetName(TensorElementType type) =>
        type
            is TensorElementType.Float
                or TensorElementType.Int64
                or TensorElementType.Int32
                or TensorElementType.UInt8
                or TensorElementType.Bool
            ? type.ToString().ToLowerInvariant()
            : $"element type {(int)type}";
}
