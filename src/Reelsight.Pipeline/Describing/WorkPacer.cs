using System.Runtime.CompilerServices;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Lets indexing work part of the time only. While it pauses, decoders wait too, because nobody takes what they have made, so the whole
/// of its processor time falls to about that share.
/// </summary>
/// <param name="percent">Share of the time in which indexing works, 1 to 100.</param>
/// <param name="time">Measures work and pauses.</param>
public sealed class WorkPacer(int percent, TimeProvider time)
{
    // Short enough to be unnoticed by whoever watches the progress, long enough to be worth a pause.
    private static readonly TimeSpan _minPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The same elements, with pauses for the time that was spent on getting and using them.</summary>
    internal async IAsyncEnumerable<T> PaceAsync<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken ct)
    {
        var pause = TimeSpan.Zero;
        var started = time.GetTimestamp();
        await foreach (var element in source.WithCancellation(ct))
        {
            yield return element;
            pause += time.GetElapsedTime(started) * ((100.0 / percent) - 1);
            if (pause >= _minPause)
            {
                await Task.Delay(pause, time, ct);
                pause = TimeSpan.Zero;
            }

            started = time.GetTimestamp();
        }
    }
}
