using System.Runtime.CompilerServices;

namespace Reelsight.Inference.Speech;

/// <summary>Transcribes one audio track in one pass: detects voice activity, splits it into phrases at pauses and recognizes each.
/// Silence costs almost nothing, and memory does not grow with the length of the track apart from
/// <see cref="VoicedSegments"/>. Not thread-safe; several transcribers may share detector and recognizer.</summary>
public sealed class StreamingTranscriber : IDisposable
{
    private const int SampleRate = SpeechRecognizer.SampleRate;

    // Audio is processed in steps, so that one large chunk needs no more memory than many small ones.
    private const int StepSamples = SampleRate / 2;

    // Shorter phrases without words are not tried again.
    private const double MinRetrySec = 3;

    private readonly SpeechRecognizer _recognizer;
    private readonly StreamingTranscriberOptions _options;
    private readonly VoiceActivityStream _voiceActivity;
    private readonly PhraseSegmenter _segmenter;
    private readonly AudioBuffer _audio = new();
    private readonly List<VoicedSegment> _voicedSegments = [];
    private readonly List<VoicedSegment> _readyPhrases = [];
    private int _segmentedCount;

    /// <summary>Starts a track.</summary>
    /// <param name="detector">Detects voice activity.</param>
    /// <param name="recognizer">Recognizes the words.</param>
    /// <param name="options">How to split; the defaults when null.</param>
    public StreamingTranscriber(VoiceActivityDetector detector, SpeechRecognizer recognizer, StreamingTranscriberOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        _recognizer = recognizer;
        _options = options ?? new StreamingTranscriberOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxPhraseSec, SpeechRecognizer.MaxSec, nameof(options));
        _voiceActivity = detector.OpenStream(_options.VoiceActivity);
        _segmenter = new PhraseSegmenter(_options);
    }

    /// <summary>All voiced segments that ended so far, in order, whether or not words were recognized in them.</summary>
    public IReadOnlyList<VoicedSegment> VoicedSegments => _voicedSegments;

    /// <summary>Takes the next samples and adds the phrases that are complete.</summary>
    /// <param name="samples">16 kHz mono, -1..1, following directly on the samples before.</param>
    /// <param name="phrases">Receives phrases in order of time.</param>
    public void Feed(ReadOnlySpan<float> samples, ICollection<SpokenPhrase> phrases)
    {
        while (samples.Length > 0)
        {
            var step = samples[..Math.Min(samples.Length, StepSamples)];
            samples = samples[step.Length..];
            _audio.Append(step);
            _voiceActivity.Feed(step, _voicedSegments);
            SplitLongSpeech();
            SegmentPhrases();
            SegmentOpenSpeech();
            TranscribeReadyPhrases(phrases);
            _audio.DropBefore(ToSample(Math.Min(_segmenter.PendingStartSec ?? double.MaxValue, _voiceActivity.SettledSec)));
        }
    }

    /// <summary>Ends the track: adds what is still open.</summary>
    /// <param name="phrases">Receives the last phrases.</param>
    public void Finish(ICollection<SpokenPhrase> phrases)
    {
        _voiceActivity.Finish(_voicedSegments);
        SegmentPhrases();
        _segmenter.Finish(_readyPhrases);
        TranscribeReadyPhrases(phrases);
    }

    /// <summary>Transcribes a whole track, phrase by phrase as they are complete.</summary>
    /// <param name="audio">16 kHz mono, -1..1, in consecutive chunks of any size.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    public async IAsyncEnumerable<SpokenPhrase> TranscribeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var phrases = new List<SpokenPhrase>();
        await foreach (var chunk in audio.WithCancellation(cancellationToken))
        {
            Feed(chunk.Span, phrases);
            foreach (var phrase in phrases)
            {
                yield return phrase;
            }

            phrases.Clear();
        }

        Finish(phrases);
        foreach (var phrase in phrases)
        {
            yield return phrase;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _voiceActivity.Dispose();

    private static long ToSample(double sec) => (long)(sec * SampleRate);

    private void SplitLongSpeech()
    {
        while (_voiceActivity.OpenSegmentStartSec is { } start && _voiceActivity.ProcessedSec - start >= _options.MaxPhraseSec)
        {
            var cut = _audio.FindQuietest(ToSample(start + _options.MaxPhraseSec / 2), ToSample(start + _options.MaxPhraseSec));
            _voiceActivity.SplitAt(cut / (double)SampleRate, _voicedSegments);
        }
    }

    private void SegmentPhrases()
    {
        for (; _segmentedCount < _voicedSegments.Count; _segmentedCount++)
        {
            _segmenter.Add(_voicedSegments[_segmentedCount], _readyPhrases);
        }
    }

    /// <summary>Completes phrases before the next segment ends, or before there is one.</summary>
    private void SegmentOpenSpeech()
    {
        if (_voiceActivity.OpenSegmentStartSec is { } start)
        {
            _segmenter.AddOpenSegment(new VoicedSegment(start, _voiceActivity.ProcessedSec), _readyPhrases);
        }
        else
        {
            _segmenter.AdvanceSilence(_voiceActivity.SettledSec, _readyPhrases);
        }
    }

    private void TranscribeReadyPhrases(ICollection<SpokenPhrase> phrases)
    {
        foreach (var range in _readyPhrases)
        {
            // The model sometimes gives up on a long piece at its first token, although it recognizes both halves.
            if (!TryTranscribe(range, phrases) && range.DurationSec >= MinRetrySec)
            {
                var quarterSec = range.DurationSec / 4;
                var cut =
                    _audio.FindQuietest(ToSample(range.StartSec + quarterSec), ToSample(range.EndSec - quarterSec)) / (double)SampleRate;
                TryTranscribe(range with { EndSec = cut }, phrases);
                TryTranscribe(range with { StartSec = cut }, phrases);
            }
        }

        _readyPhrases.Clear();
    }

    /// <summary>False when no words are recognized; true also when they are dropped for low confidence.</summary>
    private bool TryTranscribe(VoicedSegment range, ICollection<SpokenPhrase> phrases)
    {
        var transcript = _recognizer.Transcribe(_audio.GetRange(ToSample(range.StartSec), ToSample(range.EndSec)));
        if (transcript.Confidence is not { } confidence)
        {
            return false;
        }

        if (confidence >= _options.MinConfidence)
        {
            phrases.Add(new SpokenPhrase(range.StartSec, range.EndSec, transcript.Text, confidence));
        }

        return true;
    }
}
