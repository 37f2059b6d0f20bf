namespace Reelsight.Inference.Speech;

/// <summary>Voice activity of one audio track, fed in pieces of any size. Memory does not grow with the length of the track.
/// Not thread-safe; streams of one detector may run side by side.</summary>
public sealed class VoiceActivityStream : IDisposable
{
    private readonly VoiceActivityDetector.RecurrentState _recurrentState;
    private readonly VoiceSegmenter _segmenter;
    private readonly float[] _partial = new float[VoiceActivityDetector.WindowSamples];
    private int _filled;

    internal VoiceActivityStream(VoiceActivityDetector.RecurrentState listener, VoiceActivityOptions options)
    {
        _recurrentState = listener;
        _segmenter = new VoiceSegmenter(VoiceActivityDetector.WindowSamples / (double)VoiceActivityDetector.SampleRate, options);
    }

    /// <summary>Seconds processed so far, in whole windows.</summary>
    public double ProcessedSec => _segmenter.ProcessedSec;

    /// <summary>Start of the segment being spoken at <see cref="ProcessedSec"/>, or null in silence.</summary>
    public double? OpenSegmentStartSec => _segmenter.OpenSegmentStartSec;

    /// <summary>No segment found from now on starts before this time, in seconds.</summary>
    public double SettledSec => _segmenter.SettledSec;

    /// <summary>Takes the next samples of the track and adds the segments that ended in them.</summary>
    /// <param name="samples">16 kHz mono, -1..1, following directly on the samples fed before.</param>
    /// <param name="found">Receives the segments, in order.</param>
    public void Feed(ReadOnlySpan<float> samples, ICollection<VoicedSegment> found)
    {
        while (samples.Length > 0)
        {
            var taken = Math.Min(samples.Length, _partial.Length - _filled);
            samples[..taken].CopyTo(_partial.AsSpan(_filled));
            samples = samples[taken..];
            _filled += taken;
            if (_filled == _partial.Length)
            {
                _filled = 0;
                _segmenter.AddWindow(_recurrentState.ComputeProbability(_partial), found);
            }
        }
    }

    /// <summary>Ends the open segment at a second inside it; the rest goes on as a new segment.</summary>
    /// <param name="atSec">Where to cut, in (<see cref="OpenSegmentStartSec"/>, <see cref="ProcessedSec"/>].</param>
    /// <param name="found">Receives the part before the cut.</param>
    /// <exception cref="InvalidOperationException">Nobody is speaking there.</exception>
    public void SplitAt(double atSec, ICollection<VoicedSegment> found)
    {
        if (OpenSegmentStartSec is not { } start || atSec <= start || atSec > ProcessedSec)
        {
            throw new InvalidOperationException($"No open segment contains {atSec:0.000} s.");
        }

        _segmenter.SplitAt(atSec, found);
    }

    /// <summary>Ends the track: processes the last partial window and adds the segment that is still open.</summary>
    /// <param name="found">Receives the last segment, if any.</param>
    public void Finish(ICollection<VoicedSegment> found)
    {
        var endSec = ProcessedSec + _filled / (double)VoiceActivityDetector.SampleRate;
        if (_filled > 0)
        {
            _partial.AsSpan(_filled).Clear();
            _filled = 0;
            _segmenter.AddWindow(_recurrentState.ComputeProbability(_partial), found);
        }

        _segmenter.Finish(endSec, found);
    }

    /// <inheritdoc />
    public void Dispose() => _recurrentState.Dispose();
}
