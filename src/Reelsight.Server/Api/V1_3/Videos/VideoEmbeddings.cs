using Reelsight.Core.Descriptions;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Api.V1_3.Indexes;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// The embeddings of a described video, one segment a clip: <c>visual</c> is what is seen, <c>transcription</c> what is said, <c>audio</c>
/// both the kind of audio and what is said (<see cref="SegmentEmbedder"/>). A clip about which an option has nothing to say has no segment.
/// </summary>
internal static class VideoEmbeddings
{
    /// <summary>Options that clients ask for; <c>visual-text</c> is an old name of <c>visual</c>.</summary>
    internal static readonly string[] Options =
    [
        EmbeddingOptions.Visual,
        EmbeddingOptions.Audio,
        EmbeddingOptions.Transcription,
        LegacyVisual,
    ];

    private const string LegacyVisual = "visual-text";
    private const string ClipScope = "clip";

    internal static EmbeddingView Build(string tenantId, MediaDescription described, Embedder embedder, IReadOnlyList<string> options)
    {
        var vectors = embedder.CreateSegmentEmbedder(tenantId, described);
        return new(
            ModelRoles.Encoder,
            new([
                .. from option in options
                from clip in described.Clips
                let vector = vectors.Embed(Normalize(option), new TimeRange(clip.StartSec, clip.EndSec))
                where vector is not null
                select new EmbeddingSegmentView(vector, clip.StartSec, clip.EndSec, option, ClipScope),
            ])
        );
    }

    /// <summary>The option that a name stands for.</summary>
    internal static string Normalize(string option) => option == LegacyVisual ? EmbeddingOptions.Visual : option;
}
