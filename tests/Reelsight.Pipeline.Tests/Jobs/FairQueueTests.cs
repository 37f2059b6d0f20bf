using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Tests.Jobs;

public sealed class FairQueueTests : IDisposable
{
    private readonly PipelineFixture _bench = new();

    [Fact]
    public async Task A_tenant_with_many_jobs_waits_for_its_own_and_nobody_waits_for_them()
    {
        foreach (var (tenant, subject) in new[] { ("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), ("c", "c1"), ("b", "b2") })
        {
            await _bench.Stores.Queue.EnqueueAsync(new JobRequest(tenant, "kind", subject), _bench.Clock.GetUtcNow(), default);
        }

        var taken = new List<string>();
        while (
            await _bench.Stores.Queue.TakeAsync(
                "worker",
                null,
                TimeSpan.FromMinutes(1),
                new AttemptLimits(3, 10),
                _bench.Clock.GetUtcNow(),
                default
            )
                is { } job
        )
        {
            taken.Add(job.SubjectId);
        }

        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], taken);
    }

    public void Dispose() => _bench.Dispose();
}
