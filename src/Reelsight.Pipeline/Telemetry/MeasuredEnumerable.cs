using System.Runtime.CompilerServices;
using Reelsight.Core.Telemetry;

namespace Reelsight.Pipeline.Telemetry;

/// <summary>Measures what a consumer waits for.</summary>
internal static class MeasuredEnumerable
{
    /// <summary>The same elements; the time until each is there counts as a call of the stage.</summary>
    public static async IAsyncEnumerable<T> MeasureWith<T>(
        this IAsyncEnumerable<T> source,
        RepeatedStage stage,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var elements = source.GetAsyncEnumerator(ct);
        while (true)
        {
            var started = stage.Begin();
            bool more;
            try
            {
                more = await elements.MoveNextAsync();
            }
            finally
            {
                stage.End(started);
            }
            if (!more)
            {
                yield break;
            }

            yield return elements.Current;
        }
    }
}
