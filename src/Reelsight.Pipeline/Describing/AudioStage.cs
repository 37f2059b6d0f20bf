using Reelsight.Core.Descriptions;
using Reelsight.Inference.Speech;
using Reelsight.Media.Audio;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>Decodes the audio track once and finds voice activity, spoken phrases and loudness.</summary>
public sealed class AudioStage(MediaTools tools, InferenceModels models, WorkPacer pacer)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "sound";

    /// <summary>Version of the stage: changes whenever a model, a setting or the meaning of the output does.</summary>
    public const string Version = "2";

    /// <summary>Analyzes the audio of a probed file; the result is empty without an audio track.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    public async Task<AudioDescription> RunAsync(MediaInfo info, Action<double> progress, CancellationToken ct)
    {
        if (info.Audio is null)
        {
            return new AudioDescription
            {
                Phrases = [],
                Audible = false,
                LoudnessDb = [],
                EndSec = 0,
            };
        }

        var pass = new AudioDecoder(tools, info);
        using var speech = new StreamingTranscriber(models.VoiceActivityDetector, models.SpeechRecognizer);
        var phrases = new List<SpokenPhrase>();
        using var decoding = PipelineTelemetry.Stages.StartRepeated("decode");
        using var recognition = PipelineTelemetry.Stages.StartRepeated("speech");
        await foreach (var chunk in pacer.PaceAsync(pass.ReadAsync(ct).MeasureWith(decoding, ct), ct))
        {
            using (chunk)
            {
                var started = recognition.Begin();
                speech.Feed(chunk.Samples.Span, phrases);
                recognition.End(started);
            }

            if (info.DurationSec > 0)
            {
                progress(chunk.StartSec / info.DurationSec);
            }
        }
        var finishing = recognition.Begin();
        speech.Finish(phrases);
        recognition.End(finishing);
        return new AudioDescription
        {
            Phrases =
            [
                .. phrases.Select(p => new Evidence
                {
                    Kind = EvidenceKind.Speech,
                    Text = p.Text,
                    StartSec = p.StartSec,
                    EndSec = p.EndSec,
                    Confidence = p.Confidence,
                    Source = models.SpeechRecognizer.Name,
                }),
            ],
            Audible = !pass.Result.IsSilent,
            LoudnessDb = pass.Result.LoudnessDb,
            EndSec = pass.Result.DurationSec,
        };
    }
}
