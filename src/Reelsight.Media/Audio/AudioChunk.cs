using System.Buffers;

namespace Reelsight.Media.Audio;

/// <summary>About one second of audio: mono, 16 kHz, samples from -1 to 1, in a pooled buffer that is returned on dispose.</summary>
public sealed class AudioChunk : IDisposable
{
    private readonly int _count;
    private float[]? _buffer;

    internal AudioChunk(double startSec, float[] rented, int count)
    {
        (StartSec, _buffer, _count) = (startSec, rented, count);
    }

    /// <summary>Time of the first sample in seconds from the file's origin.</summary>
    public double StartSec { get; }

    /// <summary>The samples; valid until the chunk is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The chunk has been disposed.</exception>
    public ReadOnlyMemory<float> Samples
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, _count);
        }
    }

    /// <summary>Returns the buffer.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
