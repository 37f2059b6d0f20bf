using System.Numerics.Tensors;

namespace Reelsight.Inference.Speech;

/// <summary>The most recent part of an audio track: grows at the end, is discarded at the start, addressed by sample number of the
/// track.</summary>
internal sealed class AudioBuffer
{
    private const int EnergyWindowSamples = 800;
    private const int StepSamples = 160;
    private float[] _samples = new float[16_000];
    private int _count;

    /// <summary>Number of the first sample held.</summary>
    public long Start { get; private set; }

    /// <summary>Number after the last sample held.</summary>
    public long End => Start + _count;

    /// <summary>Adds the next samples of the track.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        if (_count + samples.Length > _samples.Length)
        {
            Array.Resize(ref _samples, Math.Max(_samples.Length * 2, _count + samples.Length));
        }

        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>Discards everything before a sample.</summary>
    public void DropBefore(long sample)
    {
        var dropped = (int)Math.Clamp(sample - Start, 0, _count);
        _samples.AsSpan(dropped, _count - dropped).CopyTo(_samples);
        _count -= dropped;
        Start += dropped;
    }

    /// <summary>The samples of a range, as far as they are held.</summary>
    public ReadOnlySpan<float> GetRange(long start, long end)
    {
        start = Math.Clamp(start, Start, End);
        return _samples.AsSpan((int)(start - Start), (int)(Math.Clamp(end, start, End) - start));
    }

    /// <summary>Middle of the quietest 50 ms of a range.</summary>
    public long FindQuietest(long start, long end)
    {
        var range = GetRange(start, end);
        var (best, lowest) = (range.Length / 2, float.MaxValue);
        for (var at = 0; at + EnergyWindowSamples <= range.Length; at += StepSamples)
        {
            var energy = TensorPrimitives.SumOfSquares(range.Slice(at, EnergyWindowSamples));
            if (energy < lowest)
            {
                (best, lowest) = (at + EnergyWindowSamples / 2, energy);
            }
        }

        return Math.Max(start, Start) + best;
    }
}
