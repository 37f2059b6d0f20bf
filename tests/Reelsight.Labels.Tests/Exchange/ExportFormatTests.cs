using System.Text.Json;
using System.Xml.Linq;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Exchange;

namespace Reelsight.Labels.Tests.Exchange;

/// <summary>Files have the form that their programs document.</summary>
public sealed class ExportFormatTests
{
    private static readonly Dataset Data = LabelSamples.Make(5);

    [Fact]
    public void Coco_has_unique_ids_that_refer_to_each_other_and_boxes_in_pixels_within_the_picture()
    {
        var coco = JsonDocument.Parse(ExportFormats.Get("coco").Write(Data)[0].Text).RootElement;
        HashSet<int> Ids(string list)
        {
            var ids = coco.GetProperty(list).EnumerateArray().Select(e => e.GetProperty("id").GetInt32()).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            return [.. ids];
        }
        var (categories, videos, images, _) = (Ids("categories"), Ids("videos"), Ids("images"), Ids("annotations"));
        Assert.All(coco.GetProperty("images").EnumerateArray(), i => Assert.Contains(i.GetProperty("video_id").GetInt32(), videos));
        var map = Data.Videos[0].Map;
        foreach (var annotation in coco.GetProperty("annotations").EnumerateArray())
        {
            Assert.Contains(annotation.GetProperty("image_id").GetInt32(), images);
            Assert.Contains(annotation.GetProperty("category_id").GetInt32(), categories);
            var box = annotation.GetProperty("bbox").EnumerateArray().Select(n => n.GetDouble()).ToArray();
            Assert.True(box[0] >= 0 && box[1] >= 0 && box[0] + box[2] <= 640.5 && box[1] + box[3] <= 360.5);
            Assert.Equal(box[2] * box[3], annotation.GetProperty("area").GetDouble(), 0.02);
            // A stretch without a box is a region to pass over, never a box to learn.
            var isEvent = annotation.GetProperty("kind").GetString() == "event";
            Assert.Equal(isEvent ? 1 : 0, annotation.GetProperty("iscrowd").GetInt32());
            Assert.Equal(isEvent, box is [0, 0, 640, 360]);
        }
        var image = coco.GetProperty("images")[0];
        Assert.Equal(map.GetPts(image.GetProperty("frame_id").GetInt64()), image.GetProperty("pts").GetInt64());
    }

    [Fact]
    public void Coco_has_every_box_that_an_image_shows_also_when_the_image_is_there_for_another()
    {
        var coco = JsonDocument.Parse(ExportFormats.Get("coco").Write(Data)[0].Text).RootElement;
        var boxed = coco.GetProperty("annotations")
            .EnumerateArray()
            .Select(a => (a.GetProperty("annotation_id").GetString(), a.GetProperty("frame").GetInt64()))
            .ToHashSet();
        foreach (var video in Data.Videos)
        {
            foreach (var frame in video.GetAllFrames(Data.FrameEverySec))
            {
                Assert.All(video.Annotations.Where(a => a.Boxes.Count > 0 && frame >= a.StartFrame && frame < a.EndFrame), a =>
                    Assert.Contains((a.Id, frame), boxed)
                );
            }
        }
    }

    [Fact]
    public void Coco_of_sound_keeps_its_stretches_in_a_list_that_image_loaders_pass_over()
    {
        var video = Data.Videos[0];
        var sound = video with { Map = FrameMap.CreateForAudio(12), Annotations = [.. video.Annotations.Where(a => a.Boxes.Count == 0)] };
        var coco = JsonDocument.Parse(ExportFormats.Get("coco").Write(Data with { Videos = [sound] })[0].Text).RootElement;
        Assert.Empty(coco.GetProperty("annotations").EnumerateArray());
        Assert.Equal(
            sound.Annotations.Select(a => a.Id),
            coco.GetProperty("sound_annotations").EnumerateArray().Select(a => a.GetProperty("annotation_id").GetString())
        );
    }

    [Theory]
    [InlineData(new[] { "train", "train", "train" }, "train: images/train\nval: images/train # no picture was given to val\nnames:")]
    [InlineData(new[] { "train", "val", "test" }, "train: images/train\nval: images/val\ntest: images/test\nnames:")]
    [InlineData(
        new[] { "test", "test", "test" },
        "train: images/test # no picture was given to train\nval: images/test # no picture was given to val\ntest: images/test\nnames:"
    )]
    public void Yolo_names_no_folder_that_is_not_there(string[] splits, string begin)
    {
        var data = Data with { Videos = [.. Data.Videos.Zip(splits, (v, s) => v with { Split = s })] };
        Assert.StartsWith(begin, ExportFormats.Get("yolo").Write(data)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Yolo_has_a_text_for_every_picture_with_five_numbers_a_box_and_names_in_data_yaml()
    {
        var files = ExportFormats.Get("yolo").Write(Data);
        Assert.Contains("  1: \"Car, \\\"red\\\" <b>\"", files.Single(f => f.Name == "data.yaml").Text, StringComparison.Ordinal);
        var texts = files.Where(f => f.Name.StartsWith("labels/", StringComparison.Ordinal)).ToList();
        var format = ExportFormats.Get("yolo");
        Assert.Equal(
            Data.Videos.SelectMany(v => format.GetFrames(Data, v).Select(f => Path.GetFileNameWithoutExtension(format.GetFramePath(v, f))))
                .Order(),
            texts.Select(t => Path.GetFileNameWithoutExtension(t.Name)).Order()
        );
        Assert.All(texts.SelectMany(t => t.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), line =>
        {
            var numbers = line.Split(' ').Select(double.Parse).ToArray();
            Assert.Equal(5, numbers.Length);
            Assert.All(numbers.Skip(1), n => Assert.InRange(n, 0, 1));
        });
    }

    [Fact]
    public void Yolo_without_a_box_says_so_instead_of_giving_an_empty_set() =>
        Assert.Contains(
            "Draw boxes",
            Assert.Throws<LabelValidationException>(() => ExportFormats.Get("yolo").Write(LabelSamples.Make(1, boxes: false))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Csv_has_a_row_an_annotation_that_a_spreadsheet_cannot_take_for_a_formula()
    {
        var text = ExportFormats.Get("csv").Write(Data)[0].Text;
        Assert.StartsWith("\uFEFFannotation_id,", text, StringComparison.Ordinal);
        var rows = Rows(text);
        Assert.Equal(1 + Data.Videos.Sum(v => v.Annotations.Count), rows.Count);
        Assert.All(rows, r => Assert.Equal(rows[0].Count, r.Count));
        Assert.DoesNotContain(rows.SelectMany(r => r), c => c.StartsWith('='));
        Assert.Equal(Data.Videos[0].Annotations[0].Id, rows[1][0]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData(" =1+1")]
    [InlineData("\u00a0=1+1")]
    [InlineData("\ufeff=1")]
    [InlineData("\u200b@x")]
    [InlineData("\uff1d1+1")]
    public void A_text_that_begins_like_a_formula_is_a_text_in_a_spreadsheet(string text)
    {
        var video = Data.Videos.First(v => v.Annotations.Count > 0);
        var changed = Data with { Videos = [video with { Annotations = [video.Annotations[0] with { Note = text }] }] };
        Assert.Contains($"'{text}", ExportFormats.Get("csv").Write(changed)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cvat_tracks_end_with_a_box_outside_at_the_first_frame_after()
    {
        foreach (var (file, video) in ExportFormats.Get("cvat").Write(Data).Zip(Data.Videos))
        {
            var root = XDocument.Parse(file.Text).Root!;
            Assert.Equal("1.1", root.Element("version")!.Value);
            foreach (var (track, annotation) in root.Elements("track").Zip(video.Annotations))
            {
                var boxes = track.Elements("box").ToList();
                Assert.Equal($"{annotation.StartFrame}", boxes[0].Attribute("frame")!.Value);
                Assert.Equal(
                    annotation.EndFrame < video.Map.Count,
                    boxes.Exists(b => b.Attribute("outside")!.Value == "1" && b.Attribute("frame")!.Value == $"{annotation.EndFrame}")
                );
                Assert.Equal(boxes.Count, boxes.DistinctBy(b => b.Attribute("frame")!.Value).Count());
            }
        }
    }

    [Fact]
    public void FiftyOne_supports_count_from_one_with_both_ends_inside()
    {
        var labels = JsonDocument.Parse(ExportFormats.Get("fiftyone").Write(Data)[0].Text).RootElement;
        var first = labels.GetProperty("labels").GetProperty(Path.GetFileNameWithoutExtension(Data.Videos[0].Video.Filename))[0];
        var annotation = Data.Videos[0].Annotations[0];
        Assert.Equal(
            [annotation.StartFrame + 1, annotation.EndFrame],
            first.GetProperty("support").EnumerateArray().Select(n => n.GetInt64())
        );
        Assert.Equal(
            Data.GetLabel(annotation.LabelId).Name,
            labels.GetProperty("classes")[first.GetProperty("label").GetInt32()].GetString()
        );
        Assert.False(first.TryGetProperty("timestamps", out _));
    }

    [Fact]
    public void Splits_give_whole_videos_by_shares_and_the_same_for_the_same_seed()
    {
        var ids = Enumerable.Range(0, 100).Select(i => $"v{i}").ToList();
        var parts = Dataset.Split(ids, [0.8, 0.1, 0.1], 7);
        Assert.Equal([("test", 10), ("train", 80), ("val", 10)], parts.GroupBy(p => p.Value).Select(g => (g.Key, g.Count())).Order());
        Assert.Equal(
            parts,
            Dataset.Split(ids.AsEnumerable().Reverse(), [0.8, 0.1, 0.1], 7).OrderBy(p => ids.IndexOf(p.Key)).ToDictionary()
        );
        Assert.NotEqual(parts, Dataset.Split(ids, [0.8, 0.1, 0.1], 8));
    }

    // RFC 4180, read by its own rules.
    private static List<List<string>> Rows(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (text[i] == ',')
                {
                    continue;
                }

                rows.Add(row);
                row = [];
            }
            else
            {
                cell.Append(text[i]);
            }
        }
        return rows;
    }
}
