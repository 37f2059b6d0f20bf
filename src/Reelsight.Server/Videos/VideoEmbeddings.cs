using System.Numerics.Tensors;
using Reelsight.Pipeline.Describe;
using Reelsight.Server.Indexes;
using Reelsight.Storage;

namespace Reelsight.Server.Videos;

/// <summary>
/// The embeddings of a described video, one segment a clip. <c>visual</c> is the clip's concept vector. There is no encoder for sounds
/// as such, so <c>audio</c> and <c>transcription</c> are both what is said: the mean of the sentence vectors of the phrases that overlap
/// the clip, weighted by overlap. Both spaces have 512 numbers and share the text encoder, so text compares with either. A clip in which
/// nothing was recognised or said has no segment.
/// </summary>
internal static class VideoEmbeddings
{
    /// <summary>Options that clients ask for; <c>visual-text</c> is an old name of <c>visual</c>.</summary>
    internal static readonly string[] Options = ["visual", "audio", "transcription", "visual-text"];

    private const string ClipScope = "clip";

    internal static EmbeddingView Of(Described described, IReadOnlyList<string> options) =>
        new(ModelRoles.Encoder, new([.. options.SelectMany(o => Segments(described, o))]));

    private static IEnumerable<EmbeddingSegmentView> Segments(Described described, string option)
    {
        var heard = option is "audio" or "transcription";
        var set = heard ? Find(described, Spaces.Text, VectorUnit.Evidence) : Find(described, Spaces.Concepts, VectorUnit.Clip);
        if (set is null) yield break;
        for (var i = 0; i < described.Clips.Count; i++)
        {
            var clip = described.Clips[i];
            var vector = heard ? Spoken(described, set, clip) : Row(set, i).ToArray();
            if (TensorPrimitives.Norm<float>(vector) > 0) yield return new(vector, clip.StartSec, clip.EndSec, option, ClipScope);
        }
    }

    private static float[] Spoken(Described described, VectorSet set, Clip clip)
    {
        var sum = new float[set.Dimension];
        for (var i = 0; i < described.Evidence.Count; i++)
        {
            var phrase = described.Evidence[i];
            var overlap = Math.Min(phrase.EndSec, clip.EndSec) - Math.Max(phrase.StartSec, clip.StartSec);
            if (phrase.Kind == EvidenceKind.Speech && overlap > 0) TensorPrimitives.MultiplyAdd(Row(set, i), (float)overlap, sum, sum);
        }
        var length = TensorPrimitives.Norm<float>(sum);
        if (length > 0) TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }

    private static VectorSet? Find(Described described, string space, VectorUnit unit) =>
        described.Vectors.FirstOrDefault(v => v.Space == space && v.Unit == unit);

    private static ReadOnlySpan<float> Row(VectorSet set, int row) => set.Values.AsSpan(row * set.Dimension, set.Dimension);
}
