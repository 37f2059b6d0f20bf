using Reelsight.Labels.Errors;
using Reelsight.Labels.Exchange;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests.Exchange;

/// <summary>What was written comes back as it was, whatever is in it.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var format in AnnotationImporter.Formats)
            {
                for (var seed = 0; seed < 25; seed++)
                {
                    cases.Add(format, seed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_round_trip_loses_nothing(string format, int seed)
    {
        var data = LabelSamples.Make(seed);
        var videos = data.Videos.ToDictionary(v => v.Video.Id);
        var back = ExportFormats
            .Get(format)
            .Write(data)
            .SelectMany(f => AnnotationImporter.Read(format, f.Text))
            .Select(i =>
                AnnotationImporter.CreateRecord(i, format, data.Set, i.VideoId!, videos[i.VideoId!].Map, "bob", "new", LabelSamples.Now)
            )
            .OrderBy(a => a.Id, StringComparer.Ordinal)
            .ToList();
        var whole = data.Videos.SelectMany(v => v.Annotations).OrderBy(a => a.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(whole.Select(a => a.Id), back.Select(a => a.Id));
        Assert.Equivalent(whole, back, strict: true);
    }

    [Fact]
    public void Edges_that_were_moved_in_cvat_are_the_ones_that_come_back()
    {
        var data = LabelSamples.Make(1, boxes: false) with { };
        var one = data with
        {
            Videos = [data.Videos[0] with { Annotations = [data.Videos[0].Annotations.First(a => a.StartFrame > 1 && a.EndFrame < 399)] }],
        };
        var was = one.Videos[0].Annotations[0];
        var xml = ExportFormats
            .Get("cvat")
            .Write(one)[0]
            .Text.Replace($"<box frame=\"{was.StartFrame}\"", $"<box frame=\"{was.StartFrame - 1}\"", StringComparison.Ordinal);
        var back = CvatFormat.Read(xml).Single();
        Assert.Equal((was.StartFrame - 1, was.EndFrame), (back.StartFrame, back.EndFrame));
    }

    [Fact]
    public void A_file_that_cvat_wrote_itself_is_read_by_its_tracks()
    {
        const string xml = """
            <?xml version="1.0" encoding="utf-8"?>
            <annotations><version>1.1</version><meta><job><size>100</size><original_size>
            <width>200</width><height>100</height></original_size><source>street.mp4</source></job></meta>
            <track id="0" label="person" source="manual">
              <box frame="10" keyframe="1" outside="0" occluded="0" xtl="20.00" ytl="10.00" xbr="60.00" ybr="50.00" z_order="0">
                <attribute name="speed">fast</attribute></box>
              <box frame="20" keyframe="0" outside="0" occluded="0" xtl="30.00" ytl="10.00" xbr="70.00" ybr="50.00" z_order="0"></box>
              <box frame="30" keyframe="1" outside="1" occluded="0" xtl="40.00" ytl="10.00" xbr="80.00" ybr="50.00" z_order="0"></box>
              <box frame="50" keyframe="1" outside="0" occluded="0" xtl="40.00" ytl="10.00" xbr="80.00" ybr="50.00" z_order="0"></box>
            </track></annotations>
            """;
        var found = CvatFormat.Read(xml);
        Assert.Equal([(10L, 30L), (50L, 100L)], found.Select(f => (f.StartFrame, f.EndFrame)));
        Assert.Equal(new BoxKeyframe(10, 0.1, 0.1, 0.2, 0.4), found[0].Boxes.Single());
        Assert.Equal(("street.mp4", "fast"), (found[0].Filename, found[0].Attributes["speed"]));
    }

    [Fact]
    public void A_file_that_label_studio_wrote_itself_is_read_by_its_ranges()
    {
        const string json = """
            [{"id":1,"data":{"video":"/data/upload/street.mp4"},"annotations":[{"result":[
              {"id":"a","type":"timelinelabels","from_name":"x","to_name":"video","value":{"ranges":[{"start":11,"end":30}],
               "timelinelabels":["Person"]}},
              {"id":"b","type":"videorectangle","from_name":"y","to_name":"video","value":{"framesCount":100,"duration":4,
               "labels":["Person"],
                "sequence":[{"frame":5,"enabled":true,"rotation":0,"x":10,"y":20,"width":30,"height":40,"time":0.16},{"frame":9,
                 "enabled":false,"rotation":0,"x":20,"y":20,"width":30,"height":40,"time":0.32}]}}]}],
              "predictions":[{"result":[{"id":"c","type":"timelinelabels","value":{"ranges":[{"start":1,"end":2}],
               "timelinelabels":["Person"]},"score":0.5}]}]}]
            """;
        var found = LabelStudioFormat.Read(json);
        Assert.Equal([(10L, 30L, false), (4L, 9L, false), (0L, 2L, true)], found.Select(f => (f.StartFrame, f.EndFrame, f.IsPrediction)));
        Assert.All(found, f => Assert.Equal("street.mp4", f.Filename));
        Assert.Equal(new BoxKeyframe(4, 0.1, 0.2, 0.3, 0.4), found[1].Boxes[0]);
        Assert.Equal(0.5, found[2].Confidence);
    }

    [Theory]
    [InlineData("json", "{}")]
    [InlineData("json", "[")]
    [InlineData("cvat", "<!DOCTYPE a [<!ENTITY b \"c\">]><annotations/>")]
    [InlineData("cvat", "<annotations><track><box frame=\"x\"/></track></annotations>")]
    [InlineData("label-studio", "{}")]
    [InlineData("label-studio", "[{\"annotations\":[{\"result\":[{\"type\":\"timelinelabels\",\"value\":{\"ranges\":[{}]}}]}]}]")]
    public void A_file_that_cannot_be_read_is_refused_with_a_sentence(string format, string content) =>
        Assert.Contains(
            "content",
            Assert.Throws<LabelValidationException>(() => AnnotationImporter.Read(format, content).ToList()).Message,
            StringComparison.Ordinal
        );
}
