using System.Text.Json;
using Reelsight.Core;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>An entity as clients ask for it, one at a time or many at once.</summary>
internal sealed record NewEntity(string? Name, string? Description, JsonElement? Metadata, IReadOnlyList<string>? AssetIds)
{
    /// <summary>The entity that will be kept, once its fields are as they must be and its assets are ready images.</summary>
    /// <exception cref="ApiException">400: a field is missing or wrong; the sentence names it.</exception>
    internal EntityRecord ToRecord(Call call, string collectionId, EntityImages known, IdGenerator ids, DateTimeOffset now) =>
        new()
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            CollectionId = collectionId,
            Name = ResourceName.Check(Name),
            Description = Description,
            MetadataJson = Metadata is { } metadata ? UserMetadataObject.Merge(null, metadata, name: "metadata") : null,
            AssetIds = known.Check(AssetIds),
            State = EntityRecord.Processing,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The work that makes an entity ready.</summary>
    internal static JobRequest CreateJob(EntityRecord entity) => new(entity.TenantId, JobKinds.DescribeEntity, entity.Id);
}
