using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Errors;
using Reelsight.Inference.Detection;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Indexing;

/// <summary>
/// Stores the description of an image for search, as that of a video with one clip of one second that shows everything all along. So images
/// are searched, ranked and explained like videos; results leave the second out.
/// </summary>
public sealed class ImageIndexer(
    ImageDescriber describer,
    MediaOpener opener,
    IDescriptionStore descriptions,
    IVisualSpaceStore spaces,
    InferenceModels models
)
{
    private const double LengthSec = 1;

    /// <summary>Describes a stored image in each space in use and stores the descriptions for search.</summary>
    /// <exception cref="PermanentFailureException">The file has no image that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, CancellationToken ct)
    {
        foreach (var space in models.GetSpacesInUse(spaces.FindActive(tenantId)))
        {
            await IndexAsync(tenantId, contentHash, filename, space, ct);
        }
    }

    /// <summary>Describes a stored image in one space and stores the description for search.</summary>
    /// <exception cref="PermanentFailureException">The file has no image that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, string space, CancellationToken ct)
    {
        var vectors = models.GetVectorSpace(space);
        var media = await opener.OpenAsync(tenantId, new MediaSource.FromContent(contentHash, filename), ct);
        await using (media)
        {
            var image = await describer.DescribeAsync(tenantId, media, vectors, ct);
            await descriptions.PutAsync(
                tenantId,
                contentHash,
                $"{ImageDescriber.Name}-{ImageDescriber.FormatVersion(vectors)}",
                BuildDescription(image, vectors) with
                {
                    Space = space,
                },
                ct
            );
        }
    }

    private MediaDescription BuildDescription(ImageDescription image, string vectors)
    {
        Evidence[] evidence =
        [
            .. image.Objects.Select(found => ToObjectEvidence(found, image.Detector ?? ObjectDetector.DefaultName)),
            .. image.Lines.Select(ToTextEvidence),
        ];
        return new MediaDescription
        {
            Clips = [new Clip(0, LengthSec, null) { Tags = image.Tags }],
            Evidence = evidence,
            Vectors =
            [
                MediaDescriptionBuilder.EmbedTexts(evidence, models.TextEncoder),
                new VectorSet(vectors, VectorUnit.Clip, image.Joint.Length, image.Joint),
                new VectorSet(
                    EmbeddingSpaces.VisualSimilarity,
                    VectorUnit.Clip,
                    EmbeddingSpaces.VisualSimilarityDimension,
                    image.VisualSimilarity
                ),
            ],
            HasAudio = false,
        };
    }

    private static Evidence ToObjectEvidence(ImageObject found, string detector) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = found.Label,
            StartSec = 0,
            EndSec = LengthSec,
            Confidence = found.Confidence,
            Source = detector,
            Sightings = [new Sighting(0, found.X, found.Y, found.Width, found.Height, (float)found.Confidence)],
            Colours = found.Colours,
            Alternatives = found.Alternatives,
            Body = found.Body is { } body
                ? body with
                {
                    Postures = [.. body.Postures.Select(one => one with { StartSec = 0, EndSec = LengthSec })],
                }
                : null,
        };

    private static Evidence ToTextEvidence(OnScreenTextLine line) =>
        new()
        {
            Kind = EvidenceKind.OnScreenText,
            Text = line.Text,
            StartSec = 0,
            EndSec = LengthSec,
            Confidence = line.Confidence,
            Source = VisualStage.TextSource,
            Sightings = [new Sighting(0, line.X, line.Y, line.Width, line.Height, (float)line.Confidence)],
        };
}
