using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Tests.Telemetry;

public sealed class JobTraceTests : IDisposable
{
    private const string Film = "/usr/share/forensics-samples/original-files/movie1/VID_20191220_170832.mp4";
    private readonly PipelineFixture _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_spans_of_an_indexing_job_are_one_tree_with_every_stage()
    {
        var spans = new ConcurrentBag<Activity>();
        var queued = new ConcurrentBag<double>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Reelsight.Pipeline",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(traces);
        using var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "reelsight.job.queue.duration")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        metrics.SetMeasurementEventCallback<double>((_, value, _, _) => queued.Add(value));
        metrics.Start();

        var index = await _bench.AddIndexAsync("visual", "audio");
        var film = await _bench.UploadFileAsync(index, Film);
        _bench.Clock.Advance(TimeSpan.FromSeconds(7));
        await _bench.WorkAsync();
        Assert.Equal(VideoStatus.Ready, (await _bench.VideoAsync(film.VideoId)).Status);

        // Other tests of this assembly may index at the same time.
        var trace = spans.Where(span => span.TraceId == RootOf(spans).TraceId).ToList();
        var root = Assert.Single(trace, span => span.ParentSpanId == default);
        Assert.Equal("job index_video", root.DisplayName);
        Assert.Equal("done", root.GetTagItem("reelsight.job.outcome"));
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        Assert.All(trace.Where(span => span != root), span => Assert.Contains(span.ParentSpanId, ids));
        Assert.Subset(
            trace.Select(span => span.DisplayName).ToHashSet(),
            new HashSet<string> { "prepare", "probe", "picture", "decode", "shots", "detect", "embed", "sound", "index" }
        );
        var picture = trace.Single(span => span.DisplayName == "picture");
        Assert.All(trace.Where(span => span.DisplayName is "shots" or "detect" or "embed"), span =>
            Assert.Equal(picture.SpanId, span.ParentSpanId)
        );
        Assert.Contains(7, queued);
    }

    private static Activity RootOf(IEnumerable<Activity> spans) => spans.First(span => span.DisplayName == "job index_video");
}
