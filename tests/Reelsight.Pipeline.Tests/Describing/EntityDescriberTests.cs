using System.Diagnostics;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Tests.Describing;

public sealed class EntityDescriberTests : IDisposable
{
    private const string Tenant = PipelineFixture.Tenant;
    private readonly PipelineFixture _bench = new();

    [Fact]
    public async Task An_entity_is_ready_when_each_of_its_pictures_has_been_looked_at()
    {
        var (red, blue) = (await CreateImageAsync("red"), await CreateImageAsync("blue"));
        var entity = await AddEntityAsync(red, blue);
        await _bench.WorkAsync();
        var done = await FindAsync(entity);
        Assert.Equal(EntityRecord.Ready, done.State);
        Assert.True(done.UpdatedAt > entity.UpdatedAt);
        foreach (var id in done.AssetIds)
        {
            var asset = await _bench.Stores.Assets.FindAsync(Tenant, id, default);
            Assert.NotNull(
                await _bench.Stores.StageOutputs.FindAsync(
                    Tenant,
                    asset!.ContentHash!,
                    ImageDescriber.Name,
                    ImageDescriber.FormatVersion(_bench.Get<InferenceModels>().ConfiguredSpaceName),
                    default
                )
            );
        }
    }

    [Fact]
    public async Task A_picture_that_cannot_be_used_is_named_and_the_entity_waits_until_it_is_gone()
    {
        var (good, bad) = (await CreateImageAsync("red"), await CreateImageAsync("blue"));
        var entity = await AddEntityAsync(good, bad);
        var asset = await _bench.Stores.Assets.FindAsync(Tenant, bad, default);
        File.Delete(_bench.Stores.Blobs.FindPath(Tenant, asset!.ContentHash!)!);
        await _bench.WorkAsync();
        var waiting = await FindAsync(entity);
        Assert.Equal(EntityRecord.Processing, waiting.State);
        Assert.Contains(bad, waiting.Failure!.Message, StringComparison.Ordinal);

        await _bench.Stores.Entities.UpdateAsync(Tenant, entity.Id, e => e with { AssetIds = [good] }, [JobOf(entity)], default);
        await _bench.WorkAsync();
        var done = await FindAsync(entity);
        Assert.Equal((EntityRecord.Ready, null), (done.State, done.Failure));
    }

    [Fact]
    public async Task An_entity_that_is_gone_is_no_work()
    {
        var entity = await AddEntityAsync(await CreateImageAsync("red"));
        var context = new JobContext(
            new Job
            {
                Id = 1,
                TenantId = Tenant,
                Kind = JobKinds.DescribeEntity,
                SubjectId = entity.Id,
                Attempt = 1,
                Lease = "",
            }
        );
        await _bench.Stores.EntityCollections.DeleteAsync(Tenant, entity.CollectionId, null, default);
        await _bench.Get<EntityDescriber>().HandleAsync(context, default);
        Assert.Null(await _bench.Stores.Entities.FindAsync(Tenant, entity.Id, default));
    }

    private async Task<EntityRecord> FindAsync(EntityRecord entity) =>
        (await _bench.Stores.Entities.FindAsync(Tenant, entity.Id, default))!;

    private static JobRequest JobOf(EntityRecord entity) => new(Tenant, JobKinds.DescribeEntity, entity.Id);

    private async Task<EntityRecord> AddEntityAsync(params string[] assetIds)
    {
        var now = _bench.Clock.GetUtcNow();
        var collection = new EntityCollectionRecord
        {
            Id = _bench.Stores.Ids.Next(),
            TenantId = Tenant,
            Name = "things",
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _bench.Stores.EntityCollections.AddAsync([collection], [], default);
        var entity = new EntityRecord
        {
            Id = _bench.Stores.Ids.Next(),
            TenantId = Tenant,
            CollectionId = collection.Id,
            Name = "thing",
            AssetIds = assetIds,
            State = EntityRecord.Processing,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _bench.Stores.Entities.AddAsync([entity], [JobOf(entity)], default);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        return entity;
    }

    private async Task<string> CreateImageAsync(string colour)
    {
        var path = _bench.Folder.Combine($"{colour}.png");
        using var ffmpeg = Process.Start(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"color={colour}:size=160x160", "-frames:v", "1", path]
        );
        await ffmpeg.WaitForExitAsync();
        await using var bytes = File.OpenRead(path);
        var blob = await _bench.Stores.Blobs.PutAsync(Tenant, bytes, long.MaxValue, default);
        var now = _bench.Clock.GetUtcNow();
        var asset = new AssetRecord
        {
            Id = _bench.Stores.Ids.Next(),
            TenantId = Tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Ready,
            Filename = $"{colour}.png",
            FileType = "image/png",
            ContentHash = blob.ContentHash,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _bench.Stores.Assets.AddAsync(asset, null, default);
        return asset.Id;
    }

    public void Dispose() => _bench.Dispose();
}
