using System.Collections;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Tests;

/// <summary>Work on a long video stops in its middle when nobody waits for it any more.</summary>
public sealed class CancellationTests
{
    private const int Things = 2000;

    private static readonly MediaDescription Long = new()
    {
        Clips = [new Clip(0, Things * 2, null)],
        Evidence =
        [
            .. Enumerable
                .Range(0, Things)
                .Select(i => SampleTimelines.Object("car", i * 2, i * 2 + 1, (0.1, 0.3), (0.6, 0.3), [], moving: true)),
        ],
        Vectors = [],
        HasAudio = false,
    };

    [Fact]
    public void The_merging_of_evidence_stops_soon_after_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        var evidence = new Tripping<Evidence>(Long.Evidence, Things / 2, stop);
        Assert.Throws<OperationCanceledException>(() => VideoTimeline.Build(Long with { Evidence = evidence }, Things * 2, stop.Token));
        Assert.InRange(evidence.Read, Things / 2, Things);
    }

    [Theory]
    [InlineData("When does a car come in?")]
    [InlineData("Summarize the video. How many cars are there? When does a car leave? List all objects.")]
    public void An_answer_stops_when_it_is_told_to_in_the_middle(string prompt)
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SampleTimelines.Analyzer.Answer(Tripped(stop), prompt, stop.Token));
    }

    [Fact]
    public void Schemas_and_segments_stop_when_they_are_told_to_in_the_middle()
    {
        using var stopJson = new CancellationTokenSource();
        var schema = new SchemaNode
        {
            Type = SchemaType.Object,
            Properties =
            [
                new SchemaProperty("car_count", new SchemaNode { Type = SchemaType.Integer }, true),
                new SchemaProperty("first_car_at", new SchemaNode { Type = SchemaType.Number }, true),
            ],
        };
        Assert.Throws<OperationCanceledException>(() => SampleTimelines.Analyzer.AnswerJson(Tripped(stopJson), schema, "", stopJson.Token));
        using var stopSegments = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            SampleTimelines.Analyzer.FindSegments(
                Tripped(stopSegments),
                [new SegmentDefinition("cars", "a car drives through", [], [])],
                new SegmentLimits(null, null),
                stopSegments.Token
            )
        );
    }

    private static VideoTimeline Tripped(CancellationTokenSource stop)
    {
        var timeline = VideoTimeline.Build(Long, Things * 2);
        return timeline with { Facts = new Tripping<Fact>(timeline.Facts, timeline.Facts.Count / 2, stop) };
    }

    /// <summary>A list that calls the work off when its item at a place is read.</summary>
    private sealed class Tripping<T>(IReadOnlyList<T> items, int at, CancellationTokenSource stop) : IReadOnlyList<T>
    {
        public int Read { get; private set; }
        public int Count => items.Count;
        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var item in items)
            {
                if (++Read == at)
                {
                    stop.Cancel();
                }

                yield return item;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
