namespace Reelsight.Vectors;

/// <summary>
/// Lets searches wait for one another instead of fighting over the cores and the memory: those that wait when a pass begins go over the
/// memory together, each taking its share of what a core has just read. Nobody waits for more than the pass that runs and his own.
/// </summary>
public sealed class BatchedScanQueue
{
    private const int ThreadCount = 2;

    private readonly Lock _lock = new();
    private List<PendingSearch> _pending = [];
    private bool _isRunning;

    internal void Enqueue(PendingSearch search)
    {
        lock (_lock)
        {
            _pending.Add(search);
            if (_isRunning)
            {
                return;
            }
            _isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.RunBatches(), this, preferLocal: false);
    }

    private void RunBatches()
    {
        while (true)
        {
            List<PendingSearch> all;
            lock (_lock)
            {
                if (_pending.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
                (all, _pending) = (_pending, []);
            }
            foreach (var together in all.GroupBy(search => search.State))
            {
                ScanBatch(together.Key, [.. together]);
            }
        }
    }

    private static void ScanBatch(VectorIndexState state, PendingSearch[] searches)
    {
        Exception? failure = null;
        var next = -1;
        Parallel.For(0, ThreadCount, new ParallelOptions { MaxDegreeOfParallelism = ThreadCount }, _ =>
        {
            var workers = Array.ConvertAll(searches, search => search.CreateWorker());
            try
            {
                for (
                    var block = Interlocked.Increment(ref next);
                    block < state.Blocks.Length && Volatile.Read(ref failure) is null;
                    block = Interlocked.Increment(ref next)
                )
                {
                    foreach (var worker in workers)
                    {
                        worker.Scan(state.Blocks[block]);
                    }
                }
            }
            catch (Exception e)
            {
                Volatile.Write(ref failure, e); // whoever waits for the answer throws it
            }
        });
        foreach (var search in searches)
        {
            if (failure is null)
            {
                search.Complete();
            }
            else
            {
                search.Fail(failure);
            }
        }
    }
}
