using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Media.Probe;
using Reelsight.Media.Shots;

namespace Reelsight.Pipeline.Describing;

/// <summary>Puts together what the stages found: one evidence timeline, clips, and the vectors of each space.</summary>
internal static class MediaDescriptionBuilder
{
    public static MediaDescription Build(MediaInfo info, VisualDescription? picture, AudioDescription? sound, InferenceModels models)
    {
        IReadOnlyList<Clip> clips = picture?.Clips ?? PlanAudioClips(info, sound);
        Evidence[] evidence = [.. (picture?.Evidence ?? []).Concat(sound?.Phrases ?? []).OrderBy(e => e.StartSec).ThenBy(e => e.Kind)];
        List<VectorSet> vectors =
        [
            new(EmbeddingSpaces.Text, VectorUnit.Evidence, EmbeddingSpaces.TextDimension, EncodeTexts(evidence, models.TextEncoder)),
        ];
        if (picture is not null)
        {
            vectors.Add(new VectorSet(picture.Frames.Space, VectorUnit.Clip, picture.Frames.Dimension, picture.Joint));
            vectors.Add(
                new VectorSet(
                    EmbeddingSpaces.VisualSimilarity,
                    VectorUnit.Clip,
                    EmbeddingSpaces.VisualSimilarityDimension,
                    picture.LookAlikes
                )
            );
        }
        return new MediaDescription
        {
            Clips = clips,
            Evidence = evidence,
            Vectors = vectors,
            Frames = picture?.Frames,
            HasAudio = sound?.Audible ?? false,
            CutsSec = [.. (picture?.Shots ?? []).Skip(1).Select(shot => shot.StartSec)],
            LoudnessDb = sound?.LoudnessDb ?? [],
            Brightness = picture?.Brightness ?? [],
        };
    }

    // Sound alone is cut on the timeline, at pauses between phrases where there are some.
    private static List<Clip> PlanAudioClips(MediaInfo info, AudioDescription? sound)
    {
        var endSec = Math.Max(info.DurationSec, sound?.EndSec ?? 0);
        var pauses = (sound?.Phrases ?? []).Zip((sound?.Phrases ?? []).Skip(1), (a, b) => (a.EndSec + b.StartSec) / 2).ToList();
        return [.. ClipPlanner.Plan(endSec, pauses).Select(r => new Clip(r.StartSec, r.EndSec, null))];
    }

    /// <summary>One row a fact: the words that are said or written, as points in the text space.</summary>
    internal static float[] EncodeTexts(Evidence[] evidence, TextEncoder encoder)
    {
        var rows = new float[evidence.Length * EmbeddingSpaces.TextDimension];
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i].Kind is EvidenceKind.Speech or EvidenceKind.OnScreenText && !string.IsNullOrWhiteSpace(evidence[i].Text))
            {
                encoder.Encode(evidence[i].Text).CopyTo(rows, i * EmbeddingSpaces.TextDimension);
            }
        }

        return rows;
    }
}
