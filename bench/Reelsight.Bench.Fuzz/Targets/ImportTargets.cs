using System.Text;
using Reelsight.Core.Time;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Exchange;
using Reelsight.Storage.Records;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads annotation files.</summary>
internal static class ImportTargets
{
    private static readonly DateTimeOffset _now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly FrameMap _map = new(
        new Rational(1, 25),
        MediaTime.Zero,
        [.. Enumerable.Range(0, 100).Select(i => (long)i)],
        100
    );
    private static readonly LabelSetRecord _set = new()
    {
        Id = "set",
        TenantId = "t",
        IndexId = "index",
        Name = "Street",
        Density = LabelSetRecord.Action,
        Version = 1,
        CreatedAt = _now,
        UpdatedAt = _now,
        Labels =
        [
            new()
            {
                Id = "l1",
                Name = "Person",
                Colour = "#112233",
                Attributes = [new("speed", "enum", ["slow", "fast"]), new("seen", "bool", []), new("height", "number", [])],
            },
            new()
            {
                Id = "l2",
                Name = "Car",
                Colour = "#445566",
            },
        ],
    };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. AnnotationImporter.Formats.Select(format => new FuzzTarget(
            $"import-{format}",
            CreateSeeds(format),
            bytes => Read(format, bytes),
            typeof(LabelValidationException)
        )
        {
            IsText = true,
        }),
    ];

    // An annotation that cannot be placed is refused by itself; the others are taken.
    private static void Read(string format, byte[] bytes)
    {
        foreach (var imported in AnnotationImporter.Read(format, Encoding.UTF8.GetString(bytes)))
        {
            try
            {
                AnnotationImporter.CreateRecord(imported, format, _set, "v1", _map, "ada", "new", _now);
            }
            catch (LabelValidationException)
            {
                // Said of this one alone.
            }
        }
    }

    private static byte[][] CreateSeeds(string format)
    {
        IExportFormat[] formats = [new JsonFormat(), new CvatFormat(), new LabelStudioFormat()];
        var file = formats.Single(one => one.Name == format).Write(CreateDataset())[0];
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        return format switch
        {
            "cvat" => [bytes, Encoding.UTF8.GetBytes(ForeignCvat)],
            "label-studio" => [bytes, Encoding.UTF8.GetBytes(ForeignLabelStudio)],
            _ => [bytes],
        };
    }

    private const string ForeignCvat = """
        <?xml version="1.0"?><annotations><version>1.1</version><meta><task><size>100</size><original_size><width>640</width>
        <height>360</height></original_size><source>a.mp4</source></task></meta><track id="0" label="Person"><box frame="3" keyframe="1"
        outside="0" xtl="1.0" ytl="2.0" xbr="30.5" ybr="40.25"><attribute name="speed">fast</attribute><attribute
        name="height">1.5</attribute>
        </box><box frame="9" keyframe="1" outside="1" xtl="1" ytl="2" xbr="30" ybr="40"/></track></annotations>
        """;

    private const string ForeignLabelStudio = """
        [{"id":1,"data":{"video":"/data/a.mp4"},"annotations":[{"result":[{"id":"x","type":"timelinelabels",
        "value":{"ranges":[{"start":1,"end":9}],
        "timelinelabels":["Car"]}},{"id":7,"type":"videorectangle","score":0.5,"value":{"framesCount":100,"sequence":[{"frame":2,
        "enabled":true,
        "x":1.5,"y":2,"width":10,"height":20},{"frame":20,"enabled":false,"x":3,"y":4,"width":10,"height":20}],"labels":["Person"]}}]}],
        "predictions":[{"result":[]}]}]
        """;

    private static Dataset CreateDataset()
    {
        var video = new VideoRecord
        {
            Id = "v1",
            TenantId = "t",
            IndexId = "index",
            AssetId = "a",
            ContentHash = "hash",
            Status = VideoStatus.Ready,
            Filename = "a.mp4",
            DurationSec = 4,
            Fps = 25,
            Width = 640,
            Height = 360,
            CreatedAt = _now,
            UpdatedAt = _now,
        };
        AnnotationRecord[] annotations = [Annotate("a1", "l1", boxes: false), Annotate("a2", "l2", boxes: true)];
        return new Dataset(_set, [new DatasetVideo(video, _map, annotations, "train")], 0.5, _now);
    }

    private static AnnotationRecord Annotate(string id, string label, bool boxes) =>
        new AnnotationRecord
        {
            Id = id,
            TenantId = "t",
            LabelSetId = "set",
            VideoId = "v1",
            LabelId = label,
            StartFrame = 0,
            EndFrame = 0,
            StartPts = 0,
            EndPts = 0,
            StartSec = 0,
            EndSec = 0,
            State = AnnotationRecord.Accepted,
            Source = AnnotationRecord.FromPerson,
            Confidence = 0.5,
            AttributesJson = label == "l1" ? """{"height":1.5,"seen":true,"speed":"fast"}""" : null,
            Note = "a note",
            Boxes = boxes ? [new BoxKeyframe(5, 0.1, 0.1, 0.5, 0.5), new BoxKeyframe(20, 0.2, 0.2, 0.5, 0.5)] : [],
            CreatedAt = _now,
            UpdatedAt = _now,
        }.WithFrames(_map, 5, 40);
}
