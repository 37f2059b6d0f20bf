namespace Reelsight.Search.Tests.Engine;

/// <summary>No more searches are computed at once than there are cores, and what waits can be given up.</summary>
[Collection(SharedModelsCollection.Name)]
public sealed class SearchTurnTests(SharedModels models)
{
    [Fact]
    public async Task As_many_searches_as_there_are_cores_run_and_the_next_waits_until_one_ends_or_is_cancelled()
    {
        using var world = await SearchTestBed.CreateAsync(models);
        using var held = new HeldSearches();
        world.Teach(held);
        var running = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => world.SearchAsync("dog")).ToList();
        await held.WaitForAsync(running.Count);

        using var cancelled = new CancellationTokenSource();
        var query = new SearchQuery
        {
            TenantId = SearchTestBed.Tenant,
            IndexId = world.IndexId,
            Text = "dog",
            Modalities = Modalities.Visual,
        };
        var given = world.Engine.SearchAsync(query, cancelled.Token);
        var next = world.SearchAsync("dog");
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(next.IsCompleted);
        Assert.Equal(running.Count, held.Count);

        held.Release();
        await Task.WhenAll([.. running, next]);
        Assert.Equal(running.Count + 1, held.Count);
    }

    /// <summary>Holds every search where it asks for taught labels.</summary>
    private sealed class HeldSearches : ITaughtMoments, IDisposable
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _arrived = new(0);
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public async Task<IReadOnlyList<Moment>?> FindAsync(SearchQuery query, CancellationToken ct)
        {
            Interlocked.Increment(ref _count);
            _arrived.Release();
            await _released.Task.WaitAsync(ct);
            return null;
        }

        public async Task WaitForAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await _arrived.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        public void Release() => _released.SetResult();

        public void Dispose() => _arrived.Dispose();
    }
}
