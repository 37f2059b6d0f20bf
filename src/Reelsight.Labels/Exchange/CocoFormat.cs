using System.Text.Json.Nodes;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// COCO for video: videos, images of exported frames, and annotations. A box is an annotation on each image that shows it, all of an
/// interval with one <c>track_id</c>; an interval without a box is one annotation on the image of its first frame. Each says the interval
/// in frames, time stamps and seconds. Loaders of COCO read the image, the box and the area of every annotation. So an interval without a
/// box has the whole frame for one and <c>iscrowd</c> 1, which in COCO marks a region that holds the category somewhere and that training
/// and scoring pass over; and intervals of audio, which have no image, stand in a list of their own.
/// </summary>
public sealed class CocoFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "coco";

    /// <inheritdoc/>
    public string GetFramePath(DatasetVideo video, long frame) => $"images/{IExportFormat.FormatFrameName(video, frame)}";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var (videos, images, annotations, sounds) = (new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        var track = 0;
        foreach (var video in data.Videos)
        {
            var videoId = videos.Count + 1;
            videos.Add(Video(video, videoId));
            var imageOf = new Dictionary<long, int>();
            foreach (var frame in video.GetAllFrames(data.FrameEverySec))
            {
                imageOf[frame] = images.Count + 1;
                images.Add(Image(video, videoId, images.Count + 1, frame));
            }
            foreach (var annotation in video.Annotations)
            {
                track++;
                if (video.Map.IsAudioOnly)
                {
                    sounds.Add(Annotation(data, annotation, sounds.Count + 1, videoId, track));
                    continue;
                }
                // Also on images that are there for the sake of others: what an image shows without a box would be taken for background.
                var shown =
                    annotation.Boxes.Count > 0
                        ? imageOf.Keys.Where(f => f >= annotation.StartFrame && f < annotation.EndFrame).Order()
                        : (IEnumerable<long>)[annotation.StartFrame];
                foreach (var frame in shown)
                {
                    var box = video.GetPixelBox(annotation, frame) ?? [0, 0, video.Video.Width, video.Video.Height];
                    var one = Annotation(data, annotation, annotations.Count + 1, videoId, track);
                    one["image_id"] = imageOf[frame];
                    one["frame"] = frame;
                    one["pts"] = video.Map.GetPts(frame);
                    one["bbox"] = ExportJson.ToArray(box);
                    one["area"] = Math.Round(box[2] * box[3], 2);
                    one["segmentation"] = new JsonArray();
                    annotations.Add(one);
                }
            }
        }
        var file = new JsonObject
        {
            ["info"] = new JsonObject
            {
                ["description"] = data.Set.Description ?? data.Set.Name,
                ["version"] = $"{data.Set.Version}",
                ["year"] = data.ExportedAt.Year,
                ["contributor"] = "Reelsight",
                ["date_created"] = data.ExportedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            },
            ["licenses"] = new JsonArray(),
            ["categories"] = new JsonArray([.. data.Set.Labels.Select((label, i) => Category(data, label, i))]),
            ["videos"] = videos,
            ["images"] = images,
            ["annotations"] = annotations,
        };
        if (sounds.Count > 0)
        {
            file["sound_annotations"] = sounds;
        }

        return [new("annotations.json", ExportJson.Format(file))];
    }

    private static JsonObject Category(Dataset data, LabelRecord label, int place) =>
        new()
        {
            ["id"] = place + 1,
            ["name"] = label.Name,
            ["supercategory"] = label.ParentId is { } parent ? data.GetLabel(parent).Name : "",
            ["color"] = label.Colour,
            ["description"] = label.Description,
        };

    private static JsonObject Video(DatasetVideo video, int id) =>
        new()
        {
            ["id"] = id,
            ["name"] = video.Video.Filename,
            ["file_name"] = video.Video.Filename,
            ["width"] = video.Video.Width,
            ["height"] = video.Video.Height,
            ["length"] = video.Map.Count,
            ["fps"] = video.Video.Fps,
            ["duration_sec"] = Math.Round(video.Map.GetTimeSec(video.Map.Count), 6),
            ["time_base"] = video.Map.TimeBase.ToString(),
            ["split"] = video.Split,
            ["video_id"] = video.Video.Id,
            ["sha256"] = video.Video.ContentHash,
        };

    private static JsonObject Image(DatasetVideo video, int videoId, int id, long frame) =>
        new()
        {
            ["id"] = id,
            ["video_id"] = videoId,
            ["file_name"] = $"images/{IExportFormat.FormatFrameName(video, frame)}",
            ["width"] = video.Video.Width,
            ["height"] = video.Video.Height,
            ["frame_id"] = frame,
            ["pts"] = video.Map.GetPts(frame),
            ["time_sec"] = Math.Round(video.Map.GetTimeSec(frame), 6),
        };

    private static JsonObject Annotation(Dataset data, AnnotationRecord a, int id, int videoId, int track) =>
        new()
        {
            ["id"] = id,
            ["video_id"] = videoId,
            ["category_id"] = data.IndexOfLabel(a.LabelId) + 1,
            ["track_id"] = track,
            ["kind"] = a.Boxes.Count > 0 ? "box" : "event",
            ["iscrowd"] = a.Boxes.Count > 0 ? 0 : 1,
            ["start_frame"] = a.StartFrame,
            ["end_frame"] = a.EndFrame,
            ["start_pts"] = a.StartPts,
            ["end_pts"] = a.EndPts,
            ["start_sec"] = a.StartSec,
            ["end_sec"] = a.EndSec,
            ["attributes"] = ExportJson.ToAttributesObject(a),
            ["score"] = a.Confidence,
            ["state"] = a.State,
            ["source"] = a.Source,
            ["model"] = a.Model,
            ["model_version"] = a.ModelVersion,
            ["reviewer"] = a.Reviewer,
            ["annotation_id"] = a.Id,
        };
}
