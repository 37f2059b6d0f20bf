using Reelsight.Core.Time;
using Reelsight.Labels.Exchange;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests;

/// <summary>Data sets made by a seed: variable frame rates, boxes or none, every state and source, names that need quoting.</summary>
internal static class LabelSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static LabelSetRecord Set { get; } =
        new()
        {
            Id = "set",
            TenantId = "t",
            IndexId = "index",
            Name = "Street \"A\"",
            Density = LabelSetRecord.Action,
            Version = 3,
            CreatedAt = Now,
            UpdatedAt = Now,
            Labels =
            [
                new()
                {
                    Id = "l1",
                    Name = "Person",
                    Colour = "#112233",
                    Attributes =
                    [
                        new("speed", "enum", ["slow", "fast"]),
                        new("seen", "bool", []),
                        new("height", "number", []),
                        new("says", "text", []),
                    ],
                },
                new()
                {
                    Id = "l2",
                    Name = "Car, \"red\" <b>",
                    Colour = "#445566",
                    ParentId = "l1",
                },
            ],
        };

    public static Dataset Make(int seed, bool boxes = true)
    {
        var random = new Random(seed);
        return new Dataset(Set, [.. Enumerable.Range(1, 3).Select(v => Video(random, $"v{v}", boxes))], 0.5, Now);
    }

    public static DatasetVideo Video(Random random, string id, bool boxes)
    {
        var pts = new List<long>();
        var at = (long)random.Next(0, 2000);
        for (var i = 0; i < 400; i++, at += random.Next(20, 60))
        {
            pts.Add(at);
        }

        var map = new FrameMap(new Rational(1, 1000), new MediaTime(pts[0], new Rational(1, 1000)), pts, at);
        var video = new VideoRecord
        {
            Id = id,
            TenantId = "t",
            IndexId = "index",
            AssetId = "a",
            ContentHash = $"hash-{id}",
            Status = VideoStatus.Ready,
            Filename = $"film {id}, \"x\".mp4",
            DurationSec = map.GetTimeSec(map.Count),
            Fps = 25,
            Width = 640,
            Height = 360,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        return new DatasetVideo(
            video,
            map,
            [
                .. Enumerable
                    .Range(0, 20)
                    .Select(i => Annotation(random, video, map, $"{id}-{i}", boxes))
                    .OrderBy(a => a.StartFrame)
                    .ThenBy(a => a.Id, StringComparer.Ordinal),
            ],
            "train"
        );
    }

    public static AnnotationRecord Annotation(Random random, VideoRecord video, FrameMap map, string id, bool boxes)
    {
        var start = random.Next(0, map.Count - 1);
        var end = random.Next(start + 1, map.Count + 1);
        string[] states = [AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected];
        var label = random.Next(2);
        var keys =
            boxes && random.Next(2) == 0
                ? Enumerable
                    .Range(start, end - start)
                    .OrderBy(_ => random.Next())
                    .Take(random.Next(1, 6))
                    .Order()
                    .Select(f => new BoxKeyframe(
                        f,
                        Part(random),
                        Part(random),
                        Part(random) + 0.01,
                        Part(random) + 0.01,
                        random.Next(2) == 0
                    ))
                    .ToList()
                : [];
        return Editing.AnnotationIntervals.WithFrames(
            new AnnotationRecord
            {
                Id = id,
                TenantId = "t",
                LabelSetId = "set",
                ClientId = random.Next(2) == 0 ? $"c-{id}" : null,
                VideoId = video.Id,
                LabelId = label == 0 ? "l1" : "l2",
                Track = random.Next(4),
                StartFrame = 0,
                EndFrame = 0,
                StartPts = 0,
                EndPts = 0,
                StartSec = 0,
                EndSec = 0,
                State = states[random.Next(3)],
                Reviewer = random.Next(2) == 0 ? "ada" : null,
                Source = random.Next(2) == 0 ? AnnotationRecord.FromModel : AnnotationRecord.FromPerson,
                Model = "m",
                ModelVersion = "1",
                Confidence = random.Next(2) == 0 ? Math.Round(random.NextDouble(), 4) : null,
                AttributesJson = label == 0 ? """{"height":1.5,"says":"a \"b\" <c> & ]]>","seen":true,"speed":"fast"}""" : null,
                Note = random.Next(2) == 0 ? "line 1\nline 2, =x" : null,
                Boxes = keys,
                Evidence = [new AnnotationEvidence("visible", "a person", 0, 1.5, "detector", 0.75)],
                CreatedRevision = 3,
                Revision = 4,
                CreatedAt = Now,
                UpdatedAt = Now,
            },
            map,
            start,
            end
        );
    }

    private static double Part(Random random) => Math.Round(random.NextDouble() * 0.45, 6);
}
