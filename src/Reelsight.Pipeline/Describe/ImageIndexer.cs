using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>
/// Puts what is seen in a picture where search reads it: as the evidence of a video with one clip of one second, in which everything is in
/// view all along. So pictures are searched, ranked and explained like videos; who shows the hits leaves the second out.
/// </summary>
public sealed class ImageIndexer(
    ImageDescriber images,
    MediaSources sources,
    IDescribedStore described,
    ISpaceStore spaces,
    DescriberModels models
)
{
    private const double LengthSec = 1;

    /// <summary>Describes a stored picture and puts the result where search reads it, and where it will.</summary>
    /// <exception cref="PermanentFailureException">The file has no picture that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, CancellationToken ct)
    {
        foreach (var space in models.SpacesInUse(spaces.Searched(tenantId)))
        {
            await IndexAsync(tenantId, contentHash, filename, space, ct);
        }
    }

    /// <summary>The same for one space.</summary>
    /// <exception cref="PermanentFailureException">The file has no picture that can be decoded.</exception>
    public async Task IndexAsync(string tenantId, string contentHash, string filename, string space, CancellationToken ct)
    {
        var vectors = models.VectorsOf(space);
        var media = await sources.OpenAsync(tenantId, new MediaSource.FromContent(contentHash, filename), ct);
        await using (media)
        {
            var image = await images.DescribeAsync(tenantId, media, vectors, ct);
            await described.PutAsync(
                tenantId,
                contentHash,
                $"{ImageDescriber.Name}-{ImageDescriber.VersionIn(vectors)}",
                Describe(image, vectors) with
                {
                    Space = space,
                },
                ct
            );
        }
    }

    private Described Describe(ImageDescription image, string vectors)
    {
        Evidence[] evidence = [.. image.Objects.Select(Thing), .. image.Lines.Select(Line)];
        return new Described
        {
            Clips = [new Clip(0, LengthSec, null) { Tags = image.Tags }],
            Evidence = evidence,
            Vectors =
            [
                new VectorSet(
                    Spaces.Text,
                    VectorUnit.Evidence,
                    Spaces.TextDimension,
                    DescribedAssembly.Sentences(evidence, models.Sentences)
                ),
                new VectorSet(vectors, VectorUnit.Clip, image.Joint.Length, image.Joint),
                new VectorSet(Spaces.LookAlike, VectorUnit.Clip, Spaces.LookAlikeDimension, image.LookAlike),
            ],
            HasSound = false,
        };
    }

    private static Evidence Thing(SeenObject seen) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = seen.Label,
            StartSec = 0,
            EndSec = LengthSec,
            Confidence = seen.Confidence,
            Source = PictureStage.ObjectSource,
            Sightings = [new Sighting(0, seen.X, seen.Y, seen.Width, seen.Height, (float)seen.Confidence)],
            Colours = seen.Colours,
            Alternatives = seen.Alternatives,
        };

    private static Evidence Line(ReadLine line) =>
        new()
        {
            Kind = EvidenceKind.OnScreenText,
            Text = line.Text,
            StartSec = 0,
            EndSec = LengthSec,
            Confidence = line.Confidence,
            Source = PictureStage.TextSource,
            Sightings = [new Sighting(0, line.X, line.Y, line.Width, line.Height, (float)line.Confidence)],
        };
}
