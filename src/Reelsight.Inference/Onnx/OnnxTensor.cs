using System.Runtime.CompilerServices;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.Inference.Onnx;

/// <summary>A dense tensor in memory of the CPU: either a view of managed memory or a result that ONNX Runtime owns.</summary>
public sealed unsafe class OnnxTensor : IDisposable
{
    private readonly OrtValueHandle _value;
    private readonly long[] _shape;
    private readonly int _elementType;
    private readonly int _length;
    private readonly void* _data;

    private OnnxTensor(OrtValueHandle value, long[] shape, int elementType, int length, void* data)
    {
        _value = value;
        _shape = shape;
        _elementType = elementType;
        _length = length;
        _data = data;
    }

    /// <summary>Size of each axis, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => _shape;

    internal OrtValueHandle Handle => _value;

    /// <summary>
    /// Wraps managed memory without copying: it stays pinned until the tensor is disposed, and must not change during a run.
    /// </summary>
    /// <typeparam name="T">float, long, int, byte or bool.</typeparam>
    /// <param name="data">The values in row-major order, exactly as many as <paramref name="shape"/> says.</param>
    /// <param name="shape">Size of each axis, outermost first; each at least 0.</param>
    /// <exception cref="ArgumentException">Number of values and shape disagree.</exception>
    /// <exception cref="OnnxException">The element type is not supported.</exception>
    public static OnnxTensor From<T>(Memory<T> data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        long count = 1;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        if (count != data.Length)
        {
            throw new ArgumentException(
                $"A tensor of shape [{string.Join(", ", shape.ToArray())}] holds {count} values, not {data.Length}.",
                nameof(data)
            );
        }

        var elementType = GetElementType<T>();
        var api = OnnxRuntime.Api;
        var pin = data.Pin();
        try
        {
            nint value;
            fixed (long* axes = shape)
            {
                api.Check(
                    api.CreateTensorWithData(
                        OnnxRuntime.CpuMemory,
                        pin.Pointer,
                        (nuint)data.Length * (nuint)sizeof(T),
                        axes,
                        (nuint)shape.Length,
                        elementType,
                        &value
                    ),
                    "Making a tensor"
                );
            }

            return new OnnxTensor(new OrtValueHandle(value, pin), shape.ToArray(), elementType, data.Length, pin.Pointer);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>The values in row-major order. The span is valid until the tensor is disposed.</summary>
    /// <typeparam name="T">The element type of the tensor.</typeparam>
    /// <exception cref="OnnxException">The tensor holds another element type.</exception>
    /// <exception cref="ObjectDisposedException">The tensor is disposed.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_value.IsClosed, this);
        if (GetElementType<T>() != _elementType)
        {
            throw new OnnxException(
                $"The tensor holds {OnnxElementTypes.GetName(_elementType)}, not {OnnxElementTypes.GetName(GetElementType<T>())}."
            );
        }

        return new ReadOnlySpan<T>(_data, _length);
    }

    /// <summary>Frees the native value and unpins the memory it views.</summary>
    public void Dispose() => _value.Dispose();

    /// <summary>Takes ownership of a value that a run made.</summary>
    internal static OnnxTensor TakeOwnership(nint value, string name)
    {
        var handle = new OrtValueHandle(value);
        try
        {
            return Wrap(handle, value, name);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static OnnxTensor Wrap(OrtValueHandle handle, nint value, string name)
    {
        var api = OnnxRuntime.Api;
        int isTensor;
        api.Check(api.IsTensor(value, &isTensor), "Reading an output");
        if (isTensor == 0)
        {
            throw new OnnxException($"Output '{name}' is not a tensor.");
        }

        nint info;
        api.Check(api.GetTensorTypeAndShape(value, &info), "Reading the shape of an output");
        try
        {
            int elementType;
            nuint rank;
            api.Check(api.GetTensorElementType(info, &elementType), "Reading the type of an output");
            api.Check(api.GetDimensionsCount(info, &rank), "Reading the shape of an output");
            var shape = new long[rank];
            fixed (long* axes = shape)
            {
                api.Check(api.GetDimensions(info, axes, rank), "Reading the shape of an output");
            }

            void* data;
            api.Check(api.GetTensorMutableData(value, &data), "Reading the values of an output");
            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            return new OnnxTensor(handle, shape, elementType, checked((int)count), data);
        }
        finally
        {
            api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int GetElementType<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return OnnxElementTypes.Float;
        }
        if (typeof(T) == typeof(long))
        {
            return OnnxElementTypes.Int64;
        }
        if (typeof(T) == typeof(int))
        {
            return OnnxElementTypes.Int32;
        }
        if (typeof(T) == typeof(byte))
        {
            return OnnxElementTypes.UInt8;
        }
        if (typeof(T) == typeof(bool))
        {
            return OnnxElementTypes.Bool;
        }
        throw new OnnxException($"A tensor of {typeof(T).Name} is not supported; use float, long, int, byte or bool.");
    }
}
