using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// Embeds text, images, audio and video in one joint space of 512 dimensions, so that all of them can be compared: images by what they
/// show, speech and text by their meaning.
/// </summary>
public sealed class Embedder(
    Describer describer,
    ImageDescriber images,
    IVisualSpaceStore spaces,
    InferenceModels models,
    IntakeLimits limits
)
{
    /// <summary>Dimensions of a vector.</summary>
    public const int Dimension = EmbeddingSpaces.JointDimension;

    /// <summary>Version of a tenant's embeddings: those of two versions differ.</summary>
    public string GetVersion(string tenantId) => Describer.FormatVersion(GetSpaceName(tenantId), withAudio: true);

    /// <summary>Name of a tenant's joint space, the one that it searches, so that embeddings can be compared with indexed media.</summary>
    public string GetSpaceName(string tenantId) => models.GetVectorSpace(spaces.FindActive(tenantId));

    // Embeddings of the few sentences of the audio captioner.
    private readonly ConcurrentDictionary<(string Space, string Words), float[]> _sentences = new();

    /// <summary>Explains in one sentence why a tenant cannot have embeddings in the space it searches; null when it can.</summary>
    public string? ExplainUnavailable(string tenantId) =>
        models.OpenSpace(GetSpaceName(tenantId)) is { Dimension: not Dimension } space
            ? $"The space that is searched, {space.Name}, has vectors of {space.Dimension} numbers; embeddings have {Dimension}. "
                + "Ask again after switching to a space that has them (reelsight spaces list)."
            : null;

    /// <summary>Embeds a text that is not blank.</summary>
    public float[] EmbedText(string tenantId, string text) => models.OpenSpace(GetSpaceName(tenantId)).Encode(text);

    /// <summary>Embeds an image.</summary>
    /// <exception cref="PermanentFailureException">The file has no image that can be decoded.</exception>
    public async Task<float[]> EmbedImageAsync(string tenantId, MediaHandle media, CancellationToken ct) =>
        (await images.DescribeAsync(tenantId, media, ct)).Joint;

    /// <summary>Makes an embedder of time ranges of a described media content.</summary>
    public SegmentEmbedder CreateSegmentEmbedder(string tenantId, MediaDescription described)
    {
        var space = models.OpenSpace(GetSpaceName(tenantId));
        return new(described, space, words => _sentences.GetOrAdd((space.Name, words), asked => space.Encode(asked.Words)));
    }

    /// <summary>Embeds an audio or video file.</summary>
    /// <exception cref="PermanentFailureException">The media does not fit the request, or cannot be decoded.</exception>
    public async Task<EmbeddingResult> EmbedMediaAsync(
        IStageProgress progress,
        string tenantId,
        MediaHandle media,
        EmbeddingRequest request,
        CancellationToken ct
    )
    {
        if (ExplainUnavailable(tenantId) is { } refusal)
        {
            throw CreateFailure(FailureCodes.ParameterInvalid, refusal);
        }

        var whole = Check(media.Info, request);
        var withAudio = request.Options.Any(o => o != EmbeddingOptions.Visual);
        var described = await describer.DescribeAsync(progress, tenantId, media.ContentHash, media.Path, withAudio, ct);
        return new EmbeddingResult(
            media.Info.DurationSec,
            [.. EmbedSegments(CreateSegmentEmbedder(tenantId, described), request, whole, described.Clips)]
        );
    }

    /// <summary>The mean of vectors, scaled to length 1; null when there are none, or they cancel out.</summary>
    public static float[]? Average(IEnumerable<float[]?> vectors)
    {
        var sum = new float[Dimension];
        foreach (var vector in vectors)
        {
            if (vector is not null)
            {
                TensorPrimitives.Add(sum, vector, sum);
            }
        }

        return Normalize(sum);
    }

    /// <summary>Scales a vector to length 1 in place; null for zeros.</summary>
    internal static float[]? Normalize(float[] vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length <= 0)
        {
            return null;
        }

        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private TimeRange Check(MediaInfo info, EmbeddingRequest request)
    {
        limits.Media?.Check(info);
        if (request.IsVideo && info.Kind != MediaKind.Video)
        {
            throw CreateFailure(FailureCodes.UnsupportedMediaType, $"The file is {info.MimeType}; a video is needed.");
        }

        if (!request.IsVideo && info.Audio is null)
        {
            throw CreateFailure(FailureCodes.UnsupportedMediaType, $"The file ({info.MimeType}) has no sound track.");
        }

        if (request.StartSec >= info.DurationSec || request.EndSec > info.DurationSec + EndToleranceSec)
        {
            throw CreateFailure(
                FailureCodes.ParameterInvalid,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The range from {request.StartSec:0.###} to {request.EndSec ?? info.DurationSec:0.###} s does not lie "
                        + $"inside the file, which lasts {info.DurationSec:0.###} s."
                )
            );
        }

        return new TimeRange(request.StartSec, Math.Min(request.EndSec ?? info.DurationSec, info.DurationSec));
    }

    // Clients send durations as they are displayed, rounded up to a tenth.
    private const double EndToleranceSec = 0.1;

    private static PermanentFailureException CreateFailure(string code, string sentence) => new(new Failure(code, sentence));

    private static IEnumerable<EmbeddingSegment> EmbedSegments(
        SegmentEmbedder vectors,
        EmbeddingRequest request,
        TimeRange whole,
        IReadOnlyList<Clip> clips
    )
    {
        List<(TimeRange Range, bool Whole)> ranges = [];
        if (request.Segments)
        {
            ranges.AddRange(Segmentation.Split(request, whole, clips).Select(r => (r, false)));
        }

        if (request.Whole)
        {
            ranges.Add((whole, true));
        }

        var byOption = request.Options.ToDictionary(o => o, o => ranges.ConvertAll(r => vectors.Embed(o, r.Range)), StringComparer.Ordinal);
        var shown = request.Separate ? byOption.ToList() : [];
        if (request.Fused)
        {
            shown.Add(new(EmbeddingOptions.Fused, [.. ranges.Select((_, i) => Average(byOption.Values.Select(all => all[i])))]));
        }

        return from option in shown
            from place in Enumerable.Range(0, ranges.Count)
            let vector = option.Value[place]
            where vector is not null
            let range = ranges[place].Range.Round()
            select new EmbeddingSegment(option.Key, ranges[place].Whole, range.StartSec, range.EndSec, vector);
    }
}
