using System.Collections.Concurrent;
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
/// Texts, pictures, sound and video as points of one space of 512 numbers, so that each can be compared with each: the joint space, which
/// pictures enter by what they show, and everything said or written by what it means.
/// </summary>
public sealed class Embedder(
    Describer describer,
    ImageDescriber images,
    IVisualSpaceStore spaces,
    InferenceModels models,
    IntakeLimits limits
)
{
    /// <summary>Numbers in a vector.</summary>
    public const int Dimension = EmbeddingSpaces.JointDimension;

    /// <summary>Everything that decides what a vector of a tenant is: another version gives other vectors.</summary>
    public string GetVersion(string tenantId) => Describer.FormatVersion(GetSpaceName(tenantId), withAudio: true);

    /// <summary>Name of a tenant's space: that which it searches, so that what is sent can be compared with what is stored.</summary>
    public string GetSpaceName(string tenantId) => models.GetVectorSpace(spaces.FindActive(tenantId));

    // The few sentences that say what kind of sound there is.
    private readonly ConcurrentDictionary<(string Space, string Words), float[]> _sentences = new();

    /// <summary>Why there are no embeddings in the space that a tenant searches, in one sentence; null when there are.</summary>
    public string? ExplainUnavailable(string tenantId) =>
        models.OpenSpace(GetSpaceName(tenantId)) is { Dimension: not Dimension } space
            ? $"The space that is searched, {space.Name}, has vectors of {space.Dimension} numbers; embeddings have {Dimension}. Ask again after switching to a space that has them (reelsight spaces list)."
            : null;

    /// <summary>The vector of a text that is not blank.</summary>
    public float[] EmbedText(string tenantId, string text) => models.OpenSpace(GetSpaceName(tenantId)).Encode(text);

    /// <summary>The vector of a picture.</summary>
    /// <exception cref="PermanentFailureException">There is no picture that can be decoded.</exception>
    public async Task<float[]> EmbedImageAsync(string tenantId, MediaHandle media, CancellationToken ct) =>
        (await images.DescribeAsync(tenantId, media, ct)).Joint;

    /// <summary>Vectors for ranges of a described content.</summary>
    public SegmentEmbedder CreateSegmentEmbedder(string tenantId, MediaDescription described)
    {
        var space = models.OpenSpace(GetSpaceName(tenantId));
        return new(described, space, words => _sentences.GetOrAdd((space.Name, words), asked => space.Encode(asked.Words)));
    }

    /// <summary>The vectors of sound or a video.</summary>
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

    /// <summary>The mean of vectors, length 1: what they have in common. Null when there is none, or they cancel out.</summary>
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

    /// <summary>The same direction, length 1; null for zeros.</summary>
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
                FormattableString.Invariant(
                    $"The range from {request.StartSec:0.###} to {request.EndSec ?? info.DurationSec:0.###} s does not lie inside the file, which lasts {info.DurationSec:0.###} s."
                )
            );
        }

        return new TimeRange(request.StartSec, Math.Min(request.EndSec ?? info.DurationSec, info.DurationSec));
    }

    // Clients send lengths as shown to people, rounded up to a tenth.
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
