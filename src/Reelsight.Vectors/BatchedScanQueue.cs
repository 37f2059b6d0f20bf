namespace Reelsight.Vectors;

/// <summary>
/// Runs large searches in batches: the searches that wait when a scan begins share one pass over the vectors, so each block of rows is read
/// from memory once for all of them. A search waits for at most the running scan and its own. Create one per process and share it between
/// indexes; two threads scan.
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
            foreach (var batch in all.GroupBy(search => search.State))
            {
                ScanBatch(batch.Key, [.. batch]);
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
                Volatile.Write(ref failure, e); // rethrown to the callers
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
