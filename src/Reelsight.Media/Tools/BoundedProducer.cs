using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Reelsight.Media.Tools;

/// <summary>Runs a producer beside its consumer with a bounded queue between them.</summary>
internal static class BoundedProducer
{
    /// <summary>
    /// Delivers what <paramref name="produce"/> writes. Its failure surfaces after the items before it; leaving the
    /// loop early cancels it, waits for it and disposes what was not taken.
    /// </summary>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        int capacity,
        Func<ChannelWriter<T>, CancellationToken, Task> produce,
        [EnumeratorCancellation] CancellationToken ct = default
    )
        where T : IDisposable
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var queue = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        var work = ProduceAsync(queue.Writer, produce, stop.Token);
        try
        {
            await foreach (var item in queue.Reader.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await work;
            while (queue.Reader.TryRead(out var unread))
            {
                unread.Dispose();
            }
        }
    }

    private static async Task ProduceAsync<T>(
        ChannelWriter<T> writer,
        Func<ChannelWriter<T>, CancellationToken, Task> produce,
        CancellationToken ct
    )
    {
        try
        {
            await produce(writer, ct);
            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }
}
