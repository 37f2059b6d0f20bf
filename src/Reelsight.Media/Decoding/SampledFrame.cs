using System.Buffers;
using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>
/// One sampled frame: upright, square pixels, packed RGB24 (width x height x 3 bytes, rows from the top, no padding).
/// The pixels live in a pooled buffer: dispose the frame when done with them.
/// </summary>
public sealed class SampledFrame : IDisposable
{
    private byte[]? _buffer;

    internal SampledFrame(MediaTime time, double timeSec, int width, int height, byte[] rented)
    {
        (Time, TimeSec, Width, Height, _buffer) = (time, timeSec, width, height, rented);
    }

    /// <summary>The frame's exact raw timestamp.</summary>
    public MediaTime Time { get; }

    /// <summary>The same instant in seconds from the file's origin.</summary>
    public double TimeSec { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels; valid until the frame is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The frame has been disposed.</exception>
    public ReadOnlyMemory<byte> Rgb
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, Width * Height * 3);
        }
    }

    /// <summary>Returns the buffer.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
