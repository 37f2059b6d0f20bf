using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Media.Decoding;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Telemetry;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Describes a single image as the visual stage describes a frame, so that both can be compared. The image is decoded by a media tool like
/// any video; the output is stored under the content hash, as those of other stages.
/// </summary>
public sealed class ImageDescriber(IStageOutputStore stages, IVisualSpaceStore spaces, MediaTools tools, InferenceModels models)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "image";

    /// <summary>Version of the stage: changes whenever a model, a setting or the meaning of the output does.</summary>
    public const string Version = "4";

    private readonly KeyedLocks _locks = new();

    /// <summary>Version of the output for images embedded in this joint space.</summary>
    public static string FormatVersion(string jointSpace) => $"{Version}-{jointSpace}";

    /// <summary>The stored description of an image in the space that the tenant searches, or null.</summary>
    public Task<ImageDescription?> FindAsync(string tenantId, string contentHash, CancellationToken ct) =>
        FindAsync(tenantId, contentHash, models.GetVectorSpace(spaces.FindActive(tenantId)), ct);

    private async Task<ImageDescription?> FindAsync(string tenantId, string contentHash, string jointSpace, CancellationToken ct) =>
        await stages.FindAsync(tenantId, contentHash, Name, FormatVersion(jointSpace), ct) is { } stored
            ? StageOutputSerializer.Deserialize(stored, DescriptionJson.Default.ImageDescription)
            : null;

    /// <summary>Describes the first frame of a file in the space that the tenant searches.</summary>
    /// <exception cref="PermanentFailureException">The file has no image that can be decoded.</exception>
    public Task<ImageDescription> DescribeAsync(string tenantId, MediaHandle media, CancellationToken ct) =>
        DescribeAsync(tenantId, media, models.GetVectorSpace(spaces.FindActive(tenantId)), ct);

    /// <summary>Describes the first frame of a file in a joint space.</summary>
    /// <exception cref="PermanentFailureException">The file has no image that can be decoded.</exception>
    public async Task<ImageDescription> DescribeAsync(string tenantId, MediaHandle media, string jointSpace, CancellationToken ct)
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{media.ContentHash}", ct);
        if (await FindAsync(tenantId, media.ContentHash, jointSpace, ct) is { } known)
        {
            return known;
        }

        if (media.Info.Video is null)
        {
            throw new MediaException(FailureCodes.UnsupportedMediaType, "The file holds no picture.");
        }

        var pass = new VideoDecoder(tools, media.Info, new VideoDecoderOptions { MaxSide = VisualStage.MaxSide });
        await foreach (var frame in pass.ReadAsync(ct))
        {
            using (frame)
            {
                var description = await Task.Run(
                    () => Describe(new PixelBuffer(frame.Rgb, frame.Width, frame.Height), models.OpenSpace(jointSpace)),
                    ct
                );
                await stages.PutAsync(
                    tenantId,
                    media.ContentHash,
                    Name,
                    FormatVersion(jointSpace),
                    StageOutputSerializer.Serialize(description, DescriptionJson.Default.ImageDescription),
                    ct
                );
                return description;
            }
        }
        throw new MediaException(FailureCodes.FileBroken, "The file holds no picture that can be decoded.");
    }

    private ImageDescription Describe(PixelBuffer pixels, IJointSpace space)
    {
        using var frameStages = new FrameStages();
        var seen = FrameInference.Infer(models, pixels, space, frameStages, turn: 0, BodyObserver.MaxInTurn);
        var (objects, joint, visualSimilarity) = seen;
        return new ImageDescription
        {
            Width = pixels.Width,
            Height = pixels.Height,
            Detector = models.ObjectDetector.Name,
            Objects = [.. objects!.Objects.Select(o => ToImageObject(pixels, o, seen.Bodies.GetValueOrDefault(o.Box)))],
            Lines = OcrScheduler.ToLines(frameStages.Ocr.Run(() => models.OcrEngine.Recognize(pixels))),
            VisualSimilarity = visualSimilarity ?? new float[EmbeddingSpaces.VisualSimilarityDimension],
            Edits = models.VisualSimilarity.EncodeEdits(pixels),
            Joint = joint!.Vector,
            Tags = ClipVectorPooler.SelectTags(joint.Probabilities, space.Names),
        };
    }

    private static ImageObject ToImageObject(PixelBuffer pixels, ObjectDetection o, ObservedBody? body) =>
        new(
            o.Label,
            o.Score,
            o.Box.X,
            o.Box.Y,
            o.Box.Width,
            o.Box.Height,
            [.. ColourNamer.NameColours(pixels, o.Box).Where(c => c.Share >= ObjectEvidenceBuilder.MinColourShare).Select(c => c.Name)],
            [
                .. o
                    .Alternatives.Where(a => a.Score >= ObjectEvidenceBuilder.MinAlternativeScore)
                    .Select(a => new AlternativeLabel(a.Label, a.Score)),
            ]
        )
        {
            Body = body is null || o.Label != "person" ? null : BodyDescriptionBuilder.Build([(0, body)], 0, double.MaxValue),
        };
}
