using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Tests.Stores;

/// <summary>What is written to several stores in one unit of work.</summary>
public abstract class UnitOfWorkContract : StoreContract
{
    [Fact]
    public async Task What_a_unit_wrote_is_there_once_it_ends()
    {
        var batch = NewBatch();
        var count = await Stores.UnitOfWork.RunAsync(
            async () =>
            {
                await Stores.AnalyzeBatches.AddAsync([batch], [], None);
                await Stores.AnalyzeTasks.AddAsync([NewTask(batch)], [new JobRequest(Tenant, "analyze", batch.TaskIds[0])], None);
                Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
                return 2;
            },
            None
        );
        Assert.Equal(2, count);
        Restart();
        Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
        Assert.NotNull(await Stores.AnalyzeTasks.FindAsync(Tenant, batch.TaskIds[0], None));
        Assert.Equal(1, await Stores.Queue.CountAsync(None));
    }

    [Fact]
    public async Task A_unit_that_throws_leaves_nothing_and_the_stores_go_on()
    {
        var batch = NewBatch();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Stores.UnitOfWork.RunAsync<bool>(
                async () =>
                {
                    await Stores.AnalyzeBatches.AddAsync([batch], [], None);
                    throw new InvalidOperationException();
                },
                None
            )
        );
        Assert.Null(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
        await Stores.AnalyzeBatches.AddAsync([batch], [], None);
        Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
    }

    [Fact]
    public async Task A_write_that_fails_inside_a_unit_and_is_caught_there_is_undone_alone()
    {
        var (first, second) = (NewBatch(), NewBatch());
        await Stores.UnitOfWork.RunAsync(
            async () =>
            {
                await Stores.AnalyzeBatches.AddAsync([first], [], None);
                await Assert.ThrowsAnyAsync<Exception>(() => Stores.AnalyzeBatches.AddAsync([second, first], [], None));
                return true;
            },
            None
        );
        Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, first.Id, None));
        Assert.Null(await Stores.AnalyzeBatches.FindAsync(Tenant, second.Id, None));
    }

    [Fact]
    public async Task Others_read_and_write_only_before_or_after_a_unit()
    {
        var (batch, other) = (NewBatch(), NewBatch());
        var begun = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        var unit = Stores.UnitOfWork.RunAsync(
            async () =>
            {
                await Stores.AnalyzeBatches.AddAsync([batch], [], None);
                begun.SetResult();
                await released.Task;
                return true;
            },
            None
        );
        await begun.Task;
        var write = Stores.AnalyzeBatches.AddAsync([other], [], None);
        Assert.Null(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
        Assert.False(write.IsCompleted);

        released.SetResult();
        await unit;
        await write;
        Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, batch.Id, None));
        Assert.NotNull(await Stores.AnalyzeBatches.FindAsync(Tenant, other.Id, None));
    }

    private AnalyzeBatchRecord NewBatch() =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Status = "pending",
            AnalysisMode = "general",
            ModelName = "pegasus1.5",
            TaskIds = [Stores.Ids.Next()],
            ExpiresAt = Now,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    private AnalyzeTaskRecord NewTask(AnalyzeBatchRecord batch) =>
        new()
        {
            Id = batch.TaskIds[0],
            TenantId = Tenant,
            BatchId = batch.Id,
            Status = "queued",
            AnalysisMode = "general",
            SourceType = "asset_id",
            RequestJson = "{}",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
}
