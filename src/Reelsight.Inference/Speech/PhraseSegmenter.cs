namespace Reelsight.Inference.Speech;

/// <summary>Joins voiced segments into phrases: never across a long pause, and split at the longest of the short pauses where
/// they would become too long.</summary>
internal sealed class PhraseSegmenter(StreamingTranscriberOptions options)
{
    private readonly List<VoicedSegment> _group = [];

    /// <summary>Start of the phrase being assembled; null when there is none.</summary>
    public double? PendingStartSec => _group.Count > 0 ? _group[0].StartSec : null;

    /// <summary>Takes the next voiced segment; adds the phrases before it that cannot be joined with it.</summary>
    public void Add(VoicedSegment segment, ICollection<VoicedSegment> phrases)
    {
        AddOpenSegment(segment, phrases);
        _group.Add(segment);
    }

    /// <summary>Announces a segment that is still being spoken, as <see cref="Add"/> will when it has ended.</summary>
    /// <param name="open">The segment so far.</param>
    /// <param name="phrases">Receives the phrases before it that cannot be joined with it.</param>
    public void AddOpenSegment(VoicedSegment open, ICollection<VoicedSegment> phrases)
    {
        AdvanceSilence(open.StartSec, phrases);
        while (_group.Count > 0 && open.EndSec - _group[0].StartSec > options.TargetPhraseSec)
        {
            Emit(FindLongestPause(open.StartSec), phrases);
        }
    }

    /// <summary>States that nobody speaks from the last segment until <paramref name="untilSec"/>.</summary>
    public void AdvanceSilence(double untilSec, ICollection<VoicedSegment> phrases)
    {
        if (_group.Count > 0 && untilSec - _group[^1].EndSec >= options.MinPhrasePauseSec)
        {
            Finish(phrases);
        }
    }

    /// <summary>Ends the track.</summary>
    public void Finish(ICollection<VoicedSegment> phrases) => Emit(_group.Count, phrases);

    /// <summary>Number of segments before the longest pause.</summary>
    private int FindLongestPause(double nextStartSec)
    {
        var (count, longest) = (_group.Count, nextStartSec - _group[^1].EndSec);
        for (var i = _group.Count - 1; i > 0; i--)
        {
            var pause = _group[i].StartSec - _group[i - 1].EndSec;
            if (pause > longest)
            {
                (count, longest) = (i, pause);
            }
        }

        return count;
    }

    private void Emit(int count, ICollection<VoicedSegment> phrases)
    {
        if (count > 0)
        {
            phrases.Add(new VoicedSegment(_group[0].StartSec, _group[count - 1].EndSec));
            _group.RemoveRange(0, count);
        }
    }
}
