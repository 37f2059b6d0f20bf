using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Media.Probe;
using Reelsight.Media.Shots;

namespace Reelsight.Pipeline.Describing;

/// <summary>Builds a media description from the outputs of the stages: evidence, clips and embeddings.</summary>
internal static class MediaDescriptionBuilder
{
    public static MediaDescription Build(MediaInfo info, VisualDescription? visual, AudioDescription? audio, InferenceModels models)
    {
        IReadOnlyList<Clip> clips = visual?.Clips ?? PlanAudioClips(info, audio);
        Evidence[] evidence = [.. (visual?.Evidence ?? []).Concat(audio?.Phrases ?? []).OrderBy(e => e.StartSec).ThenBy(e => e.Kind)];
        List<VectorSet> vectors = [EmbedTexts(evidence, models.TextEncoder)];
        if (visual is not null)
        {
            vectors.Add(new VectorSet(visual.Frames.Space, VectorUnit.Clip, visual.Frames.Dimension, visual.Joint));
            vectors.Add(
                new VectorSet(
                    EmbeddingSpaces.VisualSimilarity,
                    VectorUnit.Clip,
                    EmbeddingSpaces.VisualSimilarityDimension,
                    visual.VisualSimilarity
                )
            );
        }
        return new MediaDescription
        {
            Clips = clips,
            Evidence = evidence,
            Vectors = vectors,
            Frames = visual?.Frames,
            HasAudio = audio?.Audible ?? false,
            CutsSec = [.. (visual?.Shots ?? []).Skip(1).Select(shot => shot.StartSec)],
            LoudnessDb = audio?.LoudnessDb ?? [],
            Brightness = visual?.Brightness ?? [],
        };
    }

    // Audio files are cut at pauses between phrases where there are some.
    private static List<Clip> PlanAudioClips(MediaInfo info, AudioDescription? audio)
    {
        var endSec = Math.Max(info.DurationSec, audio?.EndSec ?? 0);
        var pauses = (audio?.Phrases ?? []).Zip((audio?.Phrases ?? []).Skip(1), (a, b) => (a.EndSec + b.StartSec) / 2).ToList();
        return [.. ClipPlanner.Plan(endSec, pauses).Select(r => new Clip(r.StartSec, r.EndSec, null))];
    }

    /// <summary>One row for each piece of evidence: the embedding of its words in the encoder's space, or zeros.</summary>
    internal static VectorSet EmbedTexts(IReadOnlyList<Evidence> evidence, ITextEncoder encoder)
    {
        int[] spoken = [.. Enumerable.Range(0, evidence.Count).Where(i => HasWords(evidence[i]))];
        var vectors = encoder.Encode([.. spoken.Select(i => evidence[i].Text)]);
        var rows = new float[evidence.Count * encoder.Dimension];
        foreach (var (i, vector) in spoken.Zip(vectors))
        {
            vector.CopyTo(rows, i * encoder.Dimension);
        }

        return new VectorSet(encoder.Space, VectorUnit.Evidence, encoder.Dimension, rows);
    }

    /// <summary>Whether a piece of evidence is words that have a meaning: speech or on-screen text.</summary>
    internal static bool HasWords(Evidence evidence) =>
        evidence.Kind is EvidenceKind.Speech or EvidenceKind.OnScreenText && !string.IsNullOrWhiteSpace(evidence.Text);
}
