namespace Reelsight.Search.Vectors;

/// <summary>
/// Lets searches wait for one another instead of fighting over the cores and the memory: those that wait when a pass begins go over the
/// memory together, each taking its share of what a core has just read. Nobody waits for more than the pass that runs and his own.
/// </summary>
public sealed class PassQueue
{
    private const int Threads = 2;

    private readonly Lock _lock = new();
    private List<WaitingSearch> _waiting = [];
    private bool _isRunning;

    internal void Add(WaitingSearch search)
    {
        lock (_lock)
        {
            _waiting.Add(search);
            if (_isRunning)
            {
                return;
            }
            _isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        while (true)
        {
            List<WaitingSearch> all;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
                (all, _waiting) = (_waiting, []);
            }
            foreach (var together in all.GroupBy(search => search.State))
            {
                Pass(together.Key, [.. together]);
            }
        }
    }

    private static void Pass(IndexState state, WaitingSearch[] searches)
    {
        Exception? failure = null;
        var next = -1;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            var helpers = Array.ConvertAll(searches, search => search.Help());
            try
            {
                for (
                    var piece = Interlocked.Increment(ref next);
                    piece < state.Pieces.Length && Volatile.Read(ref failure) is null;
                    piece = Interlocked.Increment(ref next)
                )
                {
                    foreach (var helper in helpers)
                    {
                        helper.Look(state.Pieces[piece]);
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
                search.Finish();
            }
            else
            {
                search.Fail(failure);
            }
        }
    }
}
