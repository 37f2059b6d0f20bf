using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// Embeds any time ranges of a described media content, pooled from the embeddings of its clips and phrases, weighted by their overlap
/// with the range. A clip is 2-10 s long, so a shorter range inside one gets the embedding of the whole clip. Where an option finds nothing
/// (no frames, no words, no audio track) there is no embedding, because an invented one would be found by mistake.
/// </summary>
public sealed class SegmentEmbedder(MediaDescription described, IJointSpace space, Func<string, float[]> sentence)
{
    private readonly VectorSet? _visual = Find(described, space.Name, VectorUnit.Clip);
    private readonly Lazy<VectorSet> _transcription = new(() => EmbedPhrases(described, space));

    /// <summary>The embedding of one option for a range, of length 1, or null.</summary>
    /// <param name="option">One of <see cref="EmbeddingOptions"/>, except fused.</param>
    /// <param name="range">The time range, seconds.</param>
    public float[]? Embed(string option, TimeRange range) =>
        option switch
        {
            EmbeddingOptions.Visual => Pool(_visual, described.Clips.Select(c => range.Overlap(new(c.StartSec, c.EndSec)))),
            EmbeddingOptions.Transcription => EmbedTranscription(range),
            EmbeddingOptions.Audio => EmbedAudio(range),
            _ => throw new ArgumentOutOfRangeException(nameof(option), option, "Only single options have vectors of their own."),
        };

    private float[]? EmbedTranscription(TimeRange range) =>
        Pool(_transcription.Value, described.Evidence.Select(e => GetSpokenSec(e, range)));

    // Kind of audio and words have equal weight; without words the kind alone.
    private float[]? EmbedAudio(TimeRange range)
    {
        var speechShare = range.DurationSec > 0 ? described.Evidence.Sum(e => GetSpokenSec(e, range)) / range.DurationSec : 0;
        return Embedder.Average(
            new[]
            {
                EmbedTranscription(range),
                AudioCaptioner.CreateCaption(described.LoudnessDb, range, speechShare) is { } words ? sentence(words) : null,
            }
        );
    }

    private static double GetSpokenSec(Evidence evidence, TimeRange range) =>
        evidence.Kind == EvidenceKind.Speech ? range.Overlap(new(evidence.StartSec, evidence.EndSec)) : 0;

    private static float[]? Pool(VectorSet? set, IEnumerable<double> weights)
    {
        if (set is null)
        {
            return null;
        }

        var sum = new float[set.Dimension];
        var row = 0;
        foreach (var weight in weights)
        {
            if (weight > 0)
            {
                TensorPrimitives.MultiplyAdd(set.Values.AsSpan(row * set.Dimension, set.Dimension), (float)weight, sum, sum);
            }

            row++;
        }
        return Embedder.Normalize(sum);
    }

    // Phrases are stored in the space of search's sentence encoder, not in this one.
    private static VectorSet EmbedPhrases(MediaDescription described, IJointSpace space)
    {
        var placed = new float[described.Evidence.Count * space.Dimension];
        for (var row = 0; row < described.Evidence.Count; row++)
        {
            var evidence = described.Evidence[row];
            if (evidence.Kind == EvidenceKind.Speech && MediaDescriptionBuilder.HasWords(evidence))
            {
                space.Encode(evidence.Text).CopyTo(placed, row * space.Dimension);
            }
        }
        return new VectorSet(space.Name, VectorUnit.Evidence, space.Dimension, placed);
    }

    private static VectorSet? Find(MediaDescription described, string space, VectorUnit unit) =>
        described.Vectors.FirstOrDefault(v => v.Space == space && v.Unit == unit);
}
