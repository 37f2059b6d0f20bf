using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Shots;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// One decode pass over the picture: each sampled frame goes to the object detector and its tracker, to the look-alike and joint
/// vectors and, where writing is likely, to the text reader; every frame's difference to its neighbours gives the shots.
/// </summary>
public sealed class VisualStage(MediaTools tools, InferenceModels models)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "picture";

    /// <summary>Version of the stage: changes whenever a model, a setting or the meaning of the output does.</summary>
    public const string Version = "7";

    // Print of 14 pixels in a 720p frame can still be read at this size.
    internal const int MaxSide = 960;
    private const int MaxFramesAhead = 2;
    internal const string ObjectSource = "ssdlite-mobilenetv2-coco";
    internal const string TextSource = "pp-ocrv4";

    /// <summary>The version of the output where pictures are placed in this joint space.</summary>
    public static string FormatVersion(string jointSpace) => $"{Version}-{jointSpace}";

    /// <summary>Describes the picture of a probed file that has one.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="space">Where frames are placed.</param>
    /// <param name="thumbnailFolder">Receives one picture for each clip.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    /// <exception cref="MediaException">Not one frame can be decoded.</exception>
    public async Task<VisualDescription> RunAsync(
        MediaInfo info,
        IJointSpace space,
        string thumbnailFolder,
        Action<double> progress,
        CancellationToken ct
    )
    {
        var pass = new VideoDecoder(
            tools,
            info,
            new VideoDecoderOptions
            {
                ThumbnailFolder = thumbnailFolder,
                MaxSide = MaxSide,
                SkipNonReferenceFrames = true,
            }
        );
        var objects = new ObjectEvidenceBuilder();
        var lines = new TextLineTracker();
        using var stages = new FrameStages();
        var watch = new FrameInferenceScheduler((pixels, place) => FrameInference.Infer(models, pixels, place ? space : null, stages));
        var text = new OcrScheduler(models.OcrEngine, lines, stages);
        var frames = new List<FrameVectors>();
        var brightness = new BrightnessMeter();
        // The detector is some frames ahead of the tracker and the reader, so that no core waits for the other.
        var ahead = new Queue<(SampledFrame Frame, ScheduledFrame Scene)>();
        try
        {
            await foreach (var frame in pass.ReadAsync(ct).MeasureWith(stages.Decoding, ct))
            {
                ahead.Enqueue((frame, watch.Schedule(ToPixels(frame))));
                if (ahead.Count > MaxFramesAhead)
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
                await ((Task)scene.Inference);
                frame.Dispose();
            }
        }

        var result = pass.Result;
        var endSec = result.EndSec;
        var shots = PipelineTelemetry.Stages.Run("shots", () => ShotDetector.Detect(info, result));
        ShotRange[] shotRanges = [.. shots.Select(s => new ShotRange(s.Range.StartSec, s.Range.EndSec))];
        var ranges = ClipPlanner.Plan(shots, endSec);
        var vectors = new ClipVectorPooler(frames);
        var (joint, tags) = vectors.PoolJoint(ranges, space);
        return new VisualDescription
        {
            EndSec = endSec,
            Shots = shotRanges,
            Clips = [.. ranges.Select((r, i) => new Clip(r.StartSec, r.EndSec, ChooseThumbnail(r, result.Thumbnails)) { Tags = tags[i] })],
            Evidence = [.. objects.Build(shotRanges, endSec), .. lines.Finish(endSec)],
            Joint = joint,
            Frames = BuildFrameVectors(frames, space),
            LookAlikes = vectors.PoolVisualSimilarity(ranges),
            Brightness = brightness.Finish(),
            Truncated = result.IsTruncated,
        };

        async Task FinishAsync()
        {
            var (frame, scene) = ahead.Peek();
            var found = await scene.Inference;
            // A first frame a hair before the container's stated start is at the start.
            var timeSec = Math.Max(0, frame.TimeSec);
            if (scene.WasInferred)
            {
                objects.Add(timeSec, ToPixels(frame), found.Objects!.Objects);
            }

            frames.Add(
                scene.WasInferred && found.Joint is { } place
                    ? new FrameVectors(timeSec, found.VisualSimilarity, place, WasInferred: true)
                    : frames[^1] with
                    {
                        TimeSec = timeSec,
                        WasInferred = false,
                    }
            );
            brightness.Add(timeSec, ToPixels(frame));
            text.Process(timeSec, ToPixels(frame), scene.IsNewScene);
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
    public async Task<VisualDescription> EmbedAsync(
        MediaInfo info,
        VisualDescription known,
        IJointSpace space,
        Action<double> progress,
        CancellationToken ct
    )
    {
        var pass = new VideoDecoder(tools, info, new VideoDecoderOptions { MaxSide = MaxSide, SkipNonReferenceFrames = true });
        using var stages = new FrameStages();
        var watch = new FrameInferenceScheduler(
            (pixels, place) => new FrameInference(null, place ? stages.Embedding.Run(() => models.Embed(space, pixels)) : null, null)
        );
        var frames = new List<FrameVectors>();
        await foreach (var frame in pass.ReadAsync(ct).MeasureWith(stages.Decoding, ct))
        {
            using (frame)
            {
                var scene = watch.Schedule(ToPixels(frame));
                var placed = (await scene.Inference).Joint;
                var timeSec = Math.Max(0, frame.TimeSec);
                frames.Add(new FrameVectors(timeSec, null, placed ?? frames[^1].Joint, scene.WasInferred && placed is not null));
                if (info.DurationSec > 0)
                {
                    progress(timeSec / info.DurationSec);
                }
            }
        }
        var (joint, tags) = new ClipVectorPooler(frames).PoolJoint(
            [.. known.Clips.Select(clip => new TimeRange(clip.StartSec, clip.EndSec))],
            space
        );
        return known with
        {
            Clips = [.. known.Clips.Select((clip, i) => clip with { Tags = tags[i] })],
            Joint = joint,
            Frames = BuildFrameVectors(frames, space),
        };
    }

    private static FrameVectorSet BuildFrameVectors(List<FrameVectors> frames, IJointSpace space)
    {
        var looked = frames.FindAll(frame => frame.WasInferred);
        return new FrameVectorSet(
            space.Name,
            space.Dimension,
            [.. looked.Select(f => f.TimeSec)],
            [.. looked.SelectMany(f => f.Joint.Vector)]
        );
    }

    private static PixelBuffer ToPixels(SampledFrame frame) => new(frame.Rgb, frame.Width, frame.Height);

    // The picture nearest to the clip's middle stands for it; one from outside is better than none.
    private static string? ChooseThumbnail(TimeRange clip, IReadOnlyList<Thumbnail> thumbnails)
    {
        var middle = (clip.StartSec + clip.EndSec) / 2;
        return thumbnails.MinBy(t => Math.Abs(t.TimeSec - middle)) is { } nearest
            ? $"{PlaybackFiles.ThumbnailKind}/{nearest.FileName}"
            : null;
    }
}
