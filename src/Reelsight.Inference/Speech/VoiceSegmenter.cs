namespace Reelsight.Inference.Speech;

/// <summary>Turns one speech probability per window into voiced segments; remembers only the open one.</summary>
/// <param name="windowSec">Length of one window in seconds.</param>
/// <param name="options">Thresholds and times.</param>
internal sealed class VoiceSegmenter(double windowSec, VoiceActivityOptions options)
{
    // Half the shortest pause, so that padding never makes neighbours overlap and a segment is final when it closes.
    private readonly double _padSec = Math.Min(options.PadSec, options.MinSilenceSec / 2);
    private readonly int _minSpeechWindows = (int)Math.Ceiling(options.MinSpeechSec / windowSec);
    private readonly int _minSilenceWindows = Math.Max(1, (int)Math.Ceiling(options.MinSilenceSec / windowSec));
    private long _windows;
    private bool _open;
    private double _startSec;
    private long _firstVoiced;
    private long _lastVoiced;

    /// <summary>End of the last window.</summary>
    public double ProcessedSec => _windows * windowSec;

    /// <summary>Start of the segment being spoken now; null in silence.</summary>
    public double? OpenSegmentStartSec => _open ? _startSec : null;

    /// <summary>No segment found later starts before this time, in seconds.</summary>
    public double SettledSec => _open ? _startSec : Math.Max(0, ProcessedSec - _padSec);

    /// <summary>Takes the next window and adds the segment it ends, if any, to <paramref name="found"/>.</summary>
    public void AddWindow(float probability, ICollection<VoicedSegment> found)
    {
        var window = _windows++;
        if (!_open && probability >= options.StartProbability)
        {
            _open = true;
            _startSec = Math.Max(0, window * windowSec - _padSec);
            _firstVoiced = _lastVoiced = window;
        }
        else if (_open && probability >= options.EndProbability)
        {
            _lastVoiced = window;
        }
        else if (_open && window - _lastVoiced >= _minSilenceWindows)
        {
            CloseSegment(ProcessedSec, found);
        }
    }

    /// <summary>Ends the open segment at <paramref name="atSec"/>, inside it, and continues with a new one from there: for
    /// speech that never pauses.</summary>
    public void SplitAt(double atSec, ICollection<VoicedSegment> found)
    {
        found.Add(new VoicedSegment(_startSec, atSec));
        _startSec = atSec;
    }

    /// <summary>Ends the audio: adds the open segment, if it is long enough.</summary>
    /// <param name="endSec">End of the audio, which may lie inside the last window.</param>
    /// <param name="found">Receives the segment.</param>
    public void Finish(double endSec, ICollection<VoicedSegment> found)
    {
        if (_open)
        {
            CloseSegment(endSec, found);
        }
    }

    private void CloseSegment(double limitSec, ICollection<VoicedSegment> found)
    {
        _open = false;
        var endSec = Math.Min((_lastVoiced + 1) * windowSec + _padSec, limitSec);
        if (_lastVoiced - _firstVoiced + 1 >= _minSpeechWindows && endSec > _startSec)
        {
            found.Add(new VoicedSegment(_startSec, endSec));
        }
    }
}
