using System.Runtime.CompilerServices;

namespace Reelsight.Models.Speech;

/// <summary>One pass over one sound track: hears where somebody speaks, cuts that into phrases at pauses and writes each down.
/// Silence costs next to nothing, and memory does not grow with the length of the track apart from
/// <see cref="Voiced"/>. Not thread-safe; passes may share detector and recogniser.</summary>
public sealed class SpeechPass : IDisposable
{
    private const int SampleRate = SpeechRecognizer.SampleRate;

    // Phrases are looked for once per step, so that one large chunk needs no more memory than many small ones.
    private const int StepSamples = SampleRate / 2;

    // Shorter phrases without words are left alone.
    private const double HalvedSec = 3;

    private readonly SpeechRecognizer _recognizer;
    private readonly SpeechPassOptions _options;
    private readonly VoiceActivityStream _voice;
    private readonly PhraseCutter _cutter;
    private readonly SoundBuffer _sound = new();
    private readonly List<VoicedSegment> _voiced = [];
    private readonly List<VoicedSegment> _ready = [];
    private int _joined;

    /// <summary>Starts a track.</summary>
    /// <param name="detector">Finds voices.</param>
    /// <param name="recognizer">Writes down what they say.</param>
    /// <param name="options">How to cut; the defaults when null.</param>
    public SpeechPass(VoiceActivityDetector detector, SpeechRecognizer recognizer, SpeechPassOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        _recognizer = recognizer;
        _options = options ?? new SpeechPassOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxSec, SpeechRecognizer.MaxSec, nameof(options));
        _voice = detector.OpenStream(_options.Voice);
        _cutter = new PhraseCutter(_options);
    }

    /// <summary>All stretches of speech that ended so far, in order, whether or not words were made out in them.</summary>
    public IReadOnlyList<VoicedSegment> Voiced => _voiced;

    /// <summary>Takes the next samples and adds the phrases that are complete.</summary>
    /// <param name="samples">16 kHz mono, -1..1, following directly on the samples before.</param>
    /// <param name="phrases">Receives phrases in order of time.</param>
    public void Feed(ReadOnlySpan<float> samples, ICollection<SpokenPhrase> phrases)
    {
        while (samples.Length > 0)
        {
            var step = samples[..Math.Min(samples.Length, StepSamples)];
            samples = samples[step.Length..];
            _sound.Append(step);
            _voice.Feed(step, _voiced);
            CutEndlessSpeech();
            Join();
            LookAhead();
            WriteDown(phrases);
            _sound.DropBefore(Sample(Math.Min(_cutter.PendingSinceSec ?? double.MaxValue, _voice.SettledSec)));
        }
    }

    /// <summary>The track is over: adds what was still open.</summary>
    /// <param name="phrases">Receives the last phrases.</param>
    public void Finish(ICollection<SpokenPhrase> phrases)
    {
        _voice.Finish(_voiced);
        Join();
        _cutter.Finish(_ready);
        WriteDown(phrases);
    }

    /// <summary>Hears a whole track, phrase by phrase as they are complete.</summary>
    /// <param name="sound">16 kHz mono, -1..1, in consecutive chunks of any size.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    public async IAsyncEnumerable<SpokenPhrase> HearAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> sound,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var phrases = new List<SpokenPhrase>();
        await foreach (var chunk in sound.WithCancellation(cancellationToken))
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
    public void Dispose() => _voice.Dispose();

    private static long Sample(double sec) => (long)(sec * SampleRate);

    private void CutEndlessSpeech()
    {
        while (_voice.OpenSinceSec is { } start && _voice.HeardSec - start >= _options.MaxSec)
        {
            var cut = _sound.Quietest(Sample(start + _options.MaxSec / 2), Sample(start + _options.MaxSec));
            _voice.SplitAt(cut / (double)SampleRate, _voiced);
        }
    }

    private void Join()
    {
        for (; _joined < _voiced.Count; _joined++)
        {
            _cutter.Next(_voiced[_joined], _ready);
        }
    }

    /// <summary>Phrases need not wait for the next segment to end, nor for one to come.</summary>
    private void LookAhead()
    {
        if (_voice.OpenSinceSec is { } start)
        {
            _cutter.Meet(new VoicedSegment(start, _voice.HeardSec), _ready);
        }
        else
        {
            _cutter.Wait(_voice.SettledSec, _ready);
        }
    }

    private void WriteDown(ICollection<SpokenPhrase> phrases)
    {
        foreach (var range in _ready)
        {
            // The model sometimes gives up on a long piece at its first token, although its halves are no trouble.
            if (!TryWriteDown(range, phrases) && range.LengthSec >= HalvedSec)
            {
                var quarterSec = range.LengthSec / 4;
                var cut = _sound.Quietest(Sample(range.StartSec + quarterSec), Sample(range.EndSec - quarterSec)) / (double)SampleRate;
                TryWriteDown(range with { EndSec = cut }, phrases);
                TryWriteDown(range with { StartSec = cut }, phrases);
            }
        }

        _ready.Clear();
    }

    /// <summary>False when the recogniser hears no words; true also where it does not trust those it hears.</summary>
    private bool TryWriteDown(VoicedSegment range, ICollection<SpokenPhrase> phrases)
    {
        var transcript = _recognizer.Transcribe(_sound.Range(Sample(range.StartSec), Sample(range.EndSec)));
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
