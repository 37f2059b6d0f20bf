using Reelsight.Pipeline;
using Reelsight.Pipeline.Describe;
using Reelsight.Search;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Search;

/// <summary>Looks at what a search names other than by words: pictures sent along or behind URLs, and entities.</summary>
internal sealed class QueryPictures(
    MediaReader reader,
    ImageDescriber images,
    ReferencePictures references,
    IResourceStore<EntityRecord> entities
)
{
    /// <summary>Describes the pictures. Their bytes are gone after the request unless something else has them.</summary>
    /// <exception cref="ApiException">400: one is no picture, too small, too large, broken, or does not arrive.</exception>
    internal async Task<IReadOnlyList<QueryPicture>> DescribeAsync(Call call, IReadOnlyList<(string Field, MediaSource Source)> sources)
    {
        var pictures = new List<QueryPicture>();
        foreach (var (field, source) in sources)
        {
            var media = await reader.OpenAsync(call, field, source);
            await using (media)
            {
                Pictures.Check(field, media);
                try
                {
                    pictures.Add(Of(media.Filename, await images.DescribeAsync(call.TenantId, media, call.Cancelled)));
                }
                catch (PermanentFailureException e)
                {
                    throw Fail.Invalid($"The picture in {field} cannot be used: {e.Failure.Message}");
                }
            }
        }
        return pictures;
    }

    /// <summary>The entities, each by the mean of its pictures.</summary>
    /// <exception cref="ApiException">404: there is no such entity. 400: it is not ready.</exception>
    internal async Task<IReadOnlyList<QueryPicture>> FindAsync(Call call, IReadOnlyList<string> entityIds)
    {
        var found = new List<QueryPicture>();
        foreach (var id in entityIds)
        {
            var entity = await entities.FindAsync(call.TenantId, id, call.Cancelled) ?? throw Fail.NotFound("entity", id);
            if (entity.State != EntityRecord.Ready)
            {
                throw Fail.Invalid(
                    $"The entity {id} is {entity.State}; only a ready entity can be searched for. {entity.Failure?.Message ?? "Try again shortly."}"
                );
            }

            if (entity.AssetIds.Count == 0)
            {
                throw Fail.Invalid($"The entity {id} has no pictures any more. Add an asset to it first.");
            }

            try
            {
                var described = await references.DescribeAsync(call.TenantId, entity.AssetIds, call.Cancelled);
                found.Add(QueryPicture.MeanOf(entity.Name, [.. described.Select(picture => Of(entity.Name, picture))]));
            }
            catch (PermanentFailureException e)
            {
                throw Fail.Invalid($"The entity {id} cannot be searched for. {e.Failure.Message}");
            }
        }
        return found;
    }

    private static QueryPicture Of(string name, ImageDescription picture) =>
        new(name, picture.LookAlike, [.. picture.Objects.Select(seen => new PicturedObject(seen.Label, seen.Confidence))])
        {
            Joint = picture.Joint,
            Edits = picture.Edits,
        };
}
