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
/// Decodes the video once: runs object detection and tracking, visual similarity and joint embedding on sampled frames, OCR where text is
/// likely, and finds shots by the difference of each frame to its neighbours.
/// </summary>
public sealed class VisualStage(MediaTools tools, InferenceModels models, WorkPacer pacer)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "picture";

    /// <summary>Version of the stage: changes whenever a model, a setting or the meaning of the output does.</summary>
    public const string Version = "8";

    // Text of 14 pixels in a 720p frame can still be recognized at this size.
    internal const int MaxSide = 960;
    private const int MaxFramesAhead = 2;
    internal const string TextSource = "pp-ocrv4";

    /// <summary>Version of the output for frames embedded in this joint space.</summary>
    public static string FormatVersion(string jointSpace) => $"{Version}-{jointSpace}";

    /// <summary>Analyzes the video of a probed file that has one.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="space">The joint space in which frames are embedded.</param>
    /// <param name="thumbnailFolder">Receives one thumbnail for each clip.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    /// <exception cref="MediaException">No frame can be decoded.</exception>
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
        var objects = new ObjectEvidenceBuilder(models.ObjectDetector.Name);
        var lines = new TextLineTracker();
        using var stages = new FrameStages();
        var watch = new FrameInferenceScheduler(
            (pixels, number) =>
                number is { } embedded
                    ? FrameInference.Infer(models, pixels, space, stages, embedded)
                    : new FrameInference(FrameInference.Detect(models, pixels, stages), null, null)
        );
        var text = new OcrScheduler(models.OcrEngine, lines, stages);
        var frames = new List<FrameVectors>();
        var brightness = new BrightnessMeter();
        // The detector is some frames ahead of tracker and OCR, so that no core waits for the other.
        var ahead = new Queue<(SampledFrame Frame, ScheduledFrame Scene)>();
        try
        {
            await foreach (var frame in pacer.PaceAsync(pass.ReadAsync(ct).MeasureWith(stages.Decoding, ct), ct))
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
            // Pixels are released when no model uses them any more, also when decoding fails.
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
            VisualSimilarity = vectors.PoolVisualSimilarity(ranges),
            Brightness = brightness.Finish(),
            Truncated = result.IsTruncated,
        };

        async Task FinishAsync()
        {
            var (frame, scene) = ahead.Peek();
            var found = await scene.Inference;
            // A first frame slightly before the container's stated start is at the start.
            var timeSec = Math.Max(0, frame.TimeSec);
            if (scene.WasInferred)
            {
                objects.Add(timeSec, ToPixels(frame), found.Objects!.Objects, found.Bodies);
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

    /// <summary>Embeds the frames of a described file in another joint space; the rest of its description stays as it is.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="known">The output of the stage for another space.</param>
    /// <param name="space">The joint space in which frames are embedded.</param>
    /// <param name="progress">Receives 0-1.</param>
    /// <param name="ct">Stops the decoder and the models.</param>
    /// <exception cref="MediaException">No frame can be decoded.</exception>
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
            (pixels, number) =>
                new FrameInference(null, number is null ? null : stages.Embedding.Run(() => models.Embed(space, pixels)), null)
        );
        var frames = new List<FrameVectors>();
        await foreach (var frame in pacer.PaceAsync(pass.ReadAsync(ct).MeasureWith(stages.Decoding, ct), ct))
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

    // The thumbnail nearest to the clip's middle; one from outside is better than none.
    private static string? ChooseThumbnail(TimeRange clip, IReadOnlyList<Thumbnail> thumbnails)
    {
        var middle = (clip.StartSec + clip.EndSec) / 2;
        return thumbnails.MinBy(t => Math.Abs(t.TimeSec - middle)) is { } nearest
            ? $"{PlaybackFiles.ThumbnailKind}/{nearest.FileName}"
            : null;
    }
}
