using Reelsight.Media;
using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>
/// One decode pass over the picture: each sampled frame goes to the object detector and its tracker, to the look-alike and joint
/// vectors and, where writing is likely, to the text reader; every frame's difference to its neighbours gives the shots.
/// </summary>
public sealed class PictureStage(MediaTools tools, DescriberModels models)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "picture";

    /// <summary>Version of the stage: changes whenever a model, a setting or the meaning of the output does.</summary>
    public const string Version = "7";

    // Print of 14 pixels in a 720p frame can still be read at this size.
    internal const int LongSide = 960;
    private const int FramesAhead = 2;
    internal const string ObjectSource = "ssdlite-mobilenetv2-coco";
    internal const string TextSource = "pp-ocrv4";

    /// <summary>The version of the output where pictures are placed in this joint space.</summary>
    public static string VersionIn(string jointSpace) => $"{Version}-{jointSpace}";

    /// <summary>Describes the picture of a probed file that has one.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="space">Where frames are placed.</param>
    /// <param name="thumbnailFolder">Receives one picture for each clip.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    /// <exception cref="MediaException">Not one frame can be decoded.</exception>
    public async Task<PictureDescription> RunAsync(
        MediaInfo info,
        IVisualSpace space,
        string thumbnailFolder,
        Action<double> progress,
        CancellationToken ct
    )
    {
        var pass = new VisualPass(
            tools,
            info,
            new VisualPassOptions
            {
                ThumbnailFolder = thumbnailFolder,
                LongSide = LongSide,
                SkipUnreferenced = true,
            }
        );
        var objects = new ObjectFacts();
        var lines = new LineTracker();
        var watch = new SceneWatch((pixels, place) => SeenFrame.Look(models, pixels, place ? space : null));
        var text = new TextWatch(models.Text, lines);
        var frames = new List<FrameVectors>();
        var brightness = new BrightnessMeter();
        // The detector is some frames ahead of the tracker and the reader, so that no core waits for the other.
        var ahead = new Queue<(SampledFrame Frame, SeenScene Scene)>();
        try
        {
            await foreach (var frame in pass.ReadAsync(ct))
            {
                ahead.Enqueue((frame, watch.See(Pixels(frame))));
                if (ahead.Count > FramesAhead)
                {
                    await FinishAsync();
                }
            }
            while (ahead.Count > 0)
            {
                await FinishAsync();
            }
        }
        finally
        {
            // Pixels stay until nobody looks at them, also when the pass breaks off.
            foreach (var (frame, scene) in ahead)
            {
                await ((Task)scene.Found);
                frame.Dispose();
            }
        }

        var result = pass.Result;
        var endSec = result.EndSec;
        var shots = ShotDetector.Detect(info, result);
        ShotRange[] shotRanges = [.. shots.Select(s => new ShotRange(s.Range.StartSec, s.Range.EndSec))];
        var ranges = ClipPlanner.Plan(shots, endSec);
        var vectors = new ClipVectors(frames);
        var (joint, tags) = vectors.Joint(ranges, space);
        return new PictureDescription
        {
            EndSec = endSec,
            Shots = shotRanges,
            Clips = [.. ranges.Select((r, i) => new Clip(r.StartSec, r.EndSec, ThumbnailOf(r, result.Thumbnails)) { Tags = tags[i] })],
            Evidence = [.. objects.Finish(shotRanges, endSec), .. lines.Finish(endSec)],
            Joint = joint,
            Frames = Placed(frames, space),
            LookAlikes = vectors.LookAlikes(ranges),
            Brightness = brightness.Finish(),
            Truncated = result.Truncated,
        };

        async Task FinishAsync()
        {
            var (frame, scene) = ahead.Peek();
            var found = await scene.Found;
            // A first frame a hair before the container's stated start is at the start.
            var timeSec = Math.Max(0, frame.TimeSec);
            if (scene.Looked)
            {
                objects.Add(timeSec, Pixels(frame), found.Objects!.Objects);
            }

            frames.Add(
                scene.Looked && found.Joint is { } place
                    ? new FrameVectors(timeSec, found.LookAlike, place, Looked: true)
                    : frames[^1] with
                    {
                        TimeSec = timeSec,
                        Looked = false,
                    }
            );
            brightness.Add(timeSec, Pixels(frame));
            text.See(timeSec, Pixels(frame), scene.IsNew);
            ahead.Dequeue();
            frame.Dispose();
            if (info.DurationSec > 0)
            {
                progress(timeSec / info.DurationSec);
            }
        }
    }

    /// <summary>Places the frames of a described file in another space. Everything else that is known of it stays as it is.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="known">What the stage found before.</param>
    /// <param name="space">Where frames are placed.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    /// <exception cref="MediaException">Not one frame can be decoded.</exception>
    public async Task<PictureDescription> PlaceAsync(
        MediaInfo info,
        PictureDescription known,
        IVisualSpace space,
        Action<double> progress,
        CancellationToken ct
    )
    {
        var pass = new VisualPass(tools, info, new VisualPassOptions { LongSide = LongSide, SkipUnreferenced = true });
        var watch = new SceneWatch((pixels, place) => new SeenFrame(null, place ? models.Place(space, pixels) : null, null));
        var frames = new List<FrameVectors>();
        await foreach (var frame in pass.ReadAsync(ct))
        {
            using (frame)
            {
                var scene = watch.See(Pixels(frame));
                var placed = (await scene.Found).Joint;
                var timeSec = Math.Max(0, frame.TimeSec);
                frames.Add(new FrameVectors(timeSec, null, placed ?? frames[^1].Joint, scene.Looked && placed is not null));
                if (info.DurationSec > 0)
                {
                    progress(timeSec / info.DurationSec);
                }
            }
        }
        var (joint, tags) = new ClipVectors(frames).Joint(
            [.. known.Clips.Select(clip => new TimeRange(clip.StartSec, clip.EndSec))],
            space
        );
        return known with
        {
            Clips = [.. known.Clips.Select((clip, i) => clip with { Tags = tags[i] })],
            Joint = joint,
            Frames = Placed(frames, space),
        };
    }

    private static FrameSet Placed(List<FrameVectors> frames, IVisualSpace space)
    {
        var looked = frames.FindAll(frame => frame.Looked);
        return new FrameSet(space.Name, space.Dimension, [.. looked.Select(f => f.TimeSec)], [.. looked.SelectMany(f => f.Joint.Vector)]);
    }

    private static PixelBuffer Pixels(SampledFrame frame) => new(frame.Rgb, frame.Width, frame.Height);

    // The picture nearest to the clip's middle stands for it; one from outside is better than none.
    private static string? ThumbnailOf(TimeRange clip, IReadOnlyList<Thumbnail> thumbnails)
    {
        var middle = (clip.StartSec + clip.EndSec) / 2;
        return thumbnails.MinBy(t => Math.Abs(t.TimeSec - middle)) is { } nearest
            ? $"{StreamFiles.ThumbnailKind}/{nearest.FileName}"
            : null;
    }
}
