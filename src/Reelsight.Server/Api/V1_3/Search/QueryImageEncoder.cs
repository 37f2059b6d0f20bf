using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>Encodes what a search names other than by words: images that are uploaded or behind URLs, and entities.</summary>
internal sealed class QueryImageEncoder(
    MediaReader reader,
    ImageDescriber images,
    EntityImageDescriber references,
    IResourceStore<EntityRecord> entities
)
{
    /// <summary>Describes the images. Their bytes are gone after the request unless something else has them.</summary>
    /// <exception cref="ApiException">400: one is no image, too small, too large, broken, or does not arrive.</exception>
    internal async Task<IReadOnlyList<QueryImage>> EncodeAsync(Call call, IReadOnlyList<(string Field, MediaSource Source)> sources)
    {
        var pictures = new List<QueryImage>();
        foreach (var (field, source) in sources)
        {
            var media = await reader.OpenAsync(call, field, source);
            await using (media)
            {
                InputImageRules.Check(field, media);
                try
                {
                    pictures.Add(ToQueryImage(media.Filename, await images.DescribeAsync(call.TenantId, media, call.Cancellation)));
                }
                catch (PermanentFailureException e)
                {
                    throw Fail.Invalid($"The picture in {field} cannot be used: {e.Failure.Message}");
                }
            }
        }
        return pictures;
    }

    /// <summary>The entities, each by the mean of its images.</summary>
    /// <exception cref="ApiException">404: there is no such entity. 400: it is not ready.</exception>
    internal async Task<IReadOnlyList<QueryImage>> EncodeEntitiesAsync(Call call, IReadOnlyList<string> entityIds)
    {
        var found = new List<QueryImage>();
        foreach (var id in entityIds)
        {
            var entity = await entities.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("entity", id);
            if (entity.State != EntityRecord.Ready)
            {
                throw Fail.Invalid(
                    $"The entity {id} is {entity.State}; only a ready entity can be searched for. "
                        + $"{entity.Failure?.Message ?? "Try again shortly."}"
                );
            }

            if (entity.AssetIds.Count == 0)
            {
                throw Fail.Invalid($"The entity {id} has no pictures any more. Add an asset to it first.");
            }

            try
            {
                var described = await references.DescribeAsync(call.TenantId, entity.AssetIds, call.Cancellation);
                found.Add(QueryImage.Average(entity.Name, [.. described.Select(picture => ToQueryImage(entity.Name, picture))]));
            }
            catch (PermanentFailureException e)
            {
                throw Fail.Invalid($"The entity {id} cannot be searched for. {e.Failure.Message}");
            }
        }
        return found;
    }

    private static QueryImage ToQueryImage(string name, ImageDescription picture) =>
        new(name, picture.VisualSimilarity, [.. picture.Objects.Select(seen => new QueryImageObject(seen.Label, seen.Confidence))])
        {
            JointEmbedding = picture.Joint,
            EditedViews = picture.Edits,
        };
}
