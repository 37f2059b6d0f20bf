using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Reelsight.Core.Telemetry;
using Reelsight.Search;

namespace Reelsight.Bench.Search;

/// <summary>What spans and metrics cost a search, and a stage that is called once a frame: with listeners and without, in turns.</summary>
internal static class TelemetryCost
{
    private const int Calls = 1_000_000;

    /// <summary>Runs every query in turns and tells the medians.</summary>
    public static async Task<string> MeasureAsync(IReadOnlyList<SearchQuery> queries, Func<SearchQuery, Task> search, int rounds)
    {
        var times = new[] { new List<double>(), new List<double>() };
        var bytes = new long[2];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var query in queries)
            {
                for (var turn = 0; turn < 2; turn++)
                {
                    var observed = (turn + round) % 2;
                    using var listeners = observed == 1 ? new Listeners() : null;
                    var allocated = GC.GetTotalAllocatedBytes();
                    var started = Stopwatch.GetTimestamp();
                    await search(query);
                    times[observed].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    bytes[observed] += GC.GetTotalAllocatedBytes() - allocated;
                }
            }
        }
        var (off, on) = (Median(times[0]), Median(times[1]));
        return string.Create(
                CultureInfo.InvariantCulture,
                $"telemetry: a search takes {off:0.000} ms without and {on:0.000} ms with listeners (p50 of {times[0].Count}, in turns), "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes[0] / times[0].Count / 1000.0:0.0} and {bytes[1] / times[1].Count / 1000.0:0.0} KB; {MeasureCall()}"
            );
    }

    private static string MeasureCall()
    {
        using var listeners = new Listeners();
        var stages = new StageTelemetry("Reelsight.Bench", "reelsight.bench.stage.duration", "A benchmark.", [1]);
        using var stage = stages.StartRepeated("frame");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            stage.End(stage.Begin());
        }
        var ns = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Calls;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        return string.Create(CultureInfo.InvariantCulture, $"a call of a stage of indexing costs {ns:0} ns and {bytes} bytes");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Takes every span and every value, as an exporter does.</summary>
    private sealed class Listeners : IDisposable
    {
        private readonly ActivityListener _spans = new()
        {
            ShouldListenTo = source => source.Name.StartsWith("Reelsight.", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };

        private readonly MeterListener _values = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("Reelsight.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };

        public Listeners()
        {
            ActivitySource.AddActivityListener(_spans);
            _values.SetMeasurementEventCallback<double>((_, _, _, _) => { });
            _values.Start();
        }

        public void Dispose()
        {
            _spans.Dispose();
            _values.Dispose();
        }
    }
}
