using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reelsight.Core.Telemetry;

namespace Reelsight.Core.Tests.Telemetry;

public sealed class StageTelemetryTests : IDisposable
{
    private readonly StageTelemetry _stages;
    private readonly List<Activity> _spans = [];
    private readonly List<(double Seconds, Dictionary<string, object?> Tags)> _values = [];
    private readonly List<IDisposable> _listeners = [];

    public StageTelemetryTests()
    {
        // A name for each test: listeners are shared by the process.
        _stages = new StageTelemetry($"Test.{Guid.NewGuid()}", "test.stage.duration", "A test.", [1, 2]);
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

    [Fact]
    public async Task A_run_is_a_span_and_a_duration()
    {
        Listen();
        Assert.Equal(3, await _stages.RunAsync("outer", async () => await Task.FromResult(_stages.Run("inner", () => 3))));
        Assert.Equal(["inner", "outer"], _spans.Select(span => span.DisplayName));
        Assert.Equal(_spans[1].SpanId, _spans[0].ParentSpanId);
        Assert.Equal(["inner", "outer"], _values.Select(value => value.Tags[StageTelemetry.StageAttribute]));
        Assert.All(_values, value => Assert.False(value.Tags.ContainsKey(StageTelemetry.ErrorAttribute)));
    }

    [Fact]
    public void An_error_is_told_by_its_type_and_not_by_its_message()
    {
        Listen();
        var error = Assert.Throws<InvalidOperationException>(() =>
            _stages.Run<int>("stage", () => throw new InvalidOperationException("secret"))
        );
        Assert.Equal("secret", error.Message);
        Assert.Equal(typeof(InvalidOperationException).FullName, Assert.Single(_values).Tags[StageTelemetry.ErrorAttribute]);
        var span = Assert.Single(_spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value is "secret");
        Assert.Null(span.StatusDescription);
    }

    [Fact]
    public void Work_in_many_calls_is_one_span_with_their_number()
    {
        Listen();
        using (_stages.Start("pass"))
        {
            using var frames = _stages.StartRepeated("detect");
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(i, frames.Run(() => i));
            }
        }
        var frame = _spans.Single(span => span.DisplayName == "detect");
        Assert.Equal(5L, frame.GetTagItem("reelsight.calls"));
        Assert.Equal(_spans.Single(span => span.DisplayName == "pass").SpanId, frame.ParentSpanId);
        Assert.Single(_values, value => value.Tags[StageTelemetry.StageAttribute] is "detect");
    }

    [Fact]
    public void A_stage_that_was_never_called_leaves_nothing()
    {
        Listen();
        _stages.StartRepeated("ocr").Dispose();
        Assert.Empty(_spans);
        Assert.Empty(_values);
    }

    [Fact]
    public void A_run_that_nobody_observes_allocates_nothing()
    {
        Repeat(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _stages.Start("stage").Dispose();
            }
        }
    }

    private void Listen()
    {
        var spans = new ActivityListener
        {
            ShouldListenTo = source => source == _stages.Source,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Add,
        };
        ActivitySource.AddActivityListener(spans);
        var values = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == _stages.Meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        values.SetMeasurementEventCallback<double>(
            (_, value, tags, _) => _values.Add((value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)))
        );
        values.Start();
        _listeners.AddRange([spans, values]);
    }
}
