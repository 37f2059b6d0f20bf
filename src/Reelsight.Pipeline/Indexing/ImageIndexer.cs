using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Indexing;

/// <summary>
/// Puts what is seen in a picture where search reads it: as the evidence of a video with one clip of one second, in which everything is in
/// view all along. So pictures are searched, ranked and explained like videos; who shows the hits leaves the second out.
/// </summary>
public sealed class ImageIndexer(
    ImageDescriber images,
    MediaOpener sources,
    IDescriptionStore described,
    IVisualSpaceStore spaces,
    InferenceModels models
)
{
    private const double LengthSec = 1;

    /// <summary>Describes a stored picture and puts the result where search reads it, and where it will.</summary>
    /// <exception cref="PermanentFailureException">The file has no picture that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, CancellationToken ct)
    {
        foreach (var space in models.GetSpacesInUse(spaces.FindActive(tenantId)))
        {
            await IndexAsync(tenantId, contentHash, filename, space, ct);
        }
    }

    /// <summary>The same for one space.</summary>
    /// <exception cref="PermanentFailureException">The file has no picture that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, string space, CancellationToken ct)
    {
        var vectors = models.GetVectorSpace(space);
        var media = await sources.OpenAsync(tenantId, new MediaSource.FromContent(contentHash, filename), ct);
        await using (media)
        {
            var image = await images.DescribeAsync(tenantId, media, vectors, ct);
            await described.PutAsync(
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
        Evidence[] evidence = [.. image.Objects.Select(ToObjectEvidence), .. image.Lines.Select(ToTextEvidence)];
        return new MediaDescription
        {
            Clips = [new Clip(0, LengthSec, null) { Tags = image.Tags }],
            Evidence = evidence,
            Vectors =
            [
                new VectorSet(
                    EmbeddingSpaces.Text,
                    VectorUnit.Evidence,
                    EmbeddingSpaces.TextDimension,
                    MediaDescriptionBuilder.EncodeTexts(evidence, models.TextEncoder)
                ),
                new VectorSet(vectors, VectorUnit.Clip, image.Joint.Length, image.Joint),
                new VectorSet(
                    EmbeddingSpaces.VisualSimilarity,
                    VectorUnit.Clip,
                    EmbeddingSpaces.VisualSimilarityDimension,
                    image.LookAlike
                ),
            ],
            HasAudio = false,
        };
    }

    private static Evidence ToObjectEvidence(ImageObject seen) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = seen.Label,
            StartSec = 0,
            EndSec = LengthSec,
            Confidence = seen.Confidence,
            Source = VisualStage.ObjectSource,
            Sightings = [new Sighting(0, seen.X, seen.Y, seen.Width, seen.Height, (float)seen.Confidence)],
            Colours = seen.Colours,
            Alternatives = seen.Alternatives,
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
