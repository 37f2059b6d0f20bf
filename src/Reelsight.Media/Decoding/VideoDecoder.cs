using System.Buffers;
using System.Globalization;
using System.Threading.Channels;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Decoding;

/// <summary>
/// Decodes a file's video once, in one ffmpeg process: delivers sampled frames for the models, measures every frame for shot detection and
/// writes thumbnails. Memory grows by 24 bytes a frame.
/// </summary>
/// <param name="tools">Paths, limits and clock.</param>
/// <param name="info">The probed file; it must have a video stream.</param>
/// <param name="options">What to deliver.</param>
public sealed class VideoDecoder(MediaTools tools, MediaInfo info, VideoDecoderOptions options)
{
    private readonly VideoStreamInfo _video = info.Video ?? throw new ArgumentException("The file has no picture stream.", nameof(info));
    private readonly List<Thumbnail> _thumbnails = [];
    private VideoDecoderResult? _result;
    private readonly DecoderErrorCounter _errors = new();
    private int _started;

    /// <summary>What the whole pass found.</summary>
    /// <exception cref="InvalidOperationException">Not every frame has been read yet.</exception>
    public VideoDecoderResult Result =>
        _result ?? throw new InvalidOperationException("The result is known when every frame has been read.");

    /// <summary>
    /// Decodes the file and delivers its sampled frames in order; the caller disposes each. Leaving early stops the decoder.
    /// </summary>
    /// <exception cref="MediaException">No frame can be decoded, or reading stalled.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the decoder is gone.</exception>
    public IAsyncEnumerable<SampledFrame> ReadAsync(CancellationToken ct = default)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new InvalidOperationException("A pass runs once.");
        }

        return BoundedProducer.RunAsync<SampledFrame>(options.MaxQueuedFrames, DecodeAsync, ct);
    }

    private async Task DecodeAsync(ChannelWriter<SampledFrame> frames, CancellationToken ct)
    {
        var graph = new VideoFilterGraph(tools, info, _video, options);
        await using var child = ChildProcess.Start(
            tools,
            tools.Ffmpeg,
            graph.Arguments,
            info.Path,
            tools.DecodeLimits,
            _errors.Count,
            ct: ct
        );
        var meter = new FrameDifferenceMeter(_video.TimeBase);
        int sampled;
        try
        {
            sampled = await ReadPacketsAsync(new NutReader(child.Output), graph, meter, frames, ct);
        }
        catch (InvalidDataException e)
        {
            // What the decoder wrote after reading a stranger's file is not to be trusted more than the file.
            throw ProbeFailure.UnreadableOutput(e);
        }

        var exit = await child.WaitAsync();
        meter.Finish();
        if (meter.Measures.Count == 0)
        {
            throw ProbeFailure.NothingDecoded("picture", child.ErrorText);
        }

        _result = BuildResult(meter.Measures, sampled, exit);
    }

    private async Task<int> ReadPacketsAsync(
        NutReader reader,
        VideoFilterGraph graph,
        FrameDifferenceMeter meter,
        ChannelWriter<SampledFrame> frames,
        CancellationToken ct
    )
    {
        var sampled = 0;
        while (await reader.NextAsync() is { } packet)
        {
            // The muxer counts in a multiple of the stream's own unit, so going back to it is exact.
            var time = new MediaTime(packet.Time.Rescale(_video.TimeBase).Pts - graph.ShiftTicks, _video.TimeBase);
            if (packet.Stream == VideoFilterGraph.DownscaledStream)
            {
                var tiny = meter.Rent();
                CheckSize(packet, tiny.Data.Length);
                if (!await reader.ReadDataAsync(tiny.Data))
                {
                    break;
                }

                tiny.Pts = time.Pts;
                meter.Add(tiny);
                continue;
            }
            if (packet.Stream == VideoFilterGraph.SampleStream)
            {
                CheckSize(packet, graph.Width * graph.Height * 3);
            }

            var buffer = ArrayPool<byte>.Shared.Rent(packet.Size);
            if (!await reader.ReadDataAsync(buffer.AsMemory(0, packet.Size)))
            {
                ArrayPool<byte>.Shared.Return(buffer);
                break;
            }
            if (packet.Stream == VideoFilterGraph.SampleStream)
            {
                await frames.WriteAsync(new SampledFrame(time, info.ToTimelineSec(time), graph.Width, graph.Height, buffer), ct);
                sampled++;
                continue;
            }
            await SaveThumbnailAsync(time, buffer.AsMemory(0, packet.Size), ct);
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return sampled;
    }

    private static void CheckSize(NutPacket packet, int bytes)
    {
        if (packet.Size != bytes)
        {
            throw new InvalidDataException("The decoder's output has a frame of another size than was asked for.");
        }
    }

    private async Task SaveThumbnailAsync(MediaTime time, ReadOnlyMemory<byte> jpeg, CancellationToken ct)
    {
        var sec = info.ToTimelineSec(time);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Round(sec * 1000)):000000000}.jpg");
        await using (var file = File.Create(Path.Combine(options.ThumbnailFolder!, name)))
        {
            await file.WriteAsync(jpeg, ct);
        }

        _thumbnails.Add(new Thumbnail(time, sec, name));
    }

    private VideoDecoderResult BuildResult(IReadOnlyList<FrameDifference> frames, int sampled, int exit)
    {
        var last = new MediaTime(frames[^1].Pts, _video.TimeBase);
        // A frame shows until the next; the last one is as long as the usual one.
        var usual = frames.Count > 1 ? new MediaTime(frames[^1].Pts - frames[0].Pts, _video.TimeBase).Seconds / (frames.Count - 1) : 0;
        var readable = info.ToTimelineSec(last) + usual;
        var truncated = _errors.IsCutOff || exit >= 128 || GetExpectedEndSec() - readable > Math.Max(1, 2 * usual);
        return new VideoDecoderResult
        {
            Frames = frames,
            TimeBase = _video.TimeBase,
            SampledCount = sampled,
            LastTime = last,
            ReadableEndSec = readable,
            Thumbnails = _thumbnails,
            DamageCount = _errors.DamageCount,
            IsTruncated = truncated,
            EndSec = truncated ? readable : Math.Max(info.DurationSec, readable),
        };
    }

    private double? GetExpectedEndSec()
    {
        if (info.Kind == MediaKind.Image)
        {
            return null;
        }

        var start = _video.StartPts is { } pts ? info.ToTimelineSec(new MediaTime(pts, _video.TimeBase)) : 0;
        if (_video.DurationSec is { } length)
        {
            return start + length;
        }

        return info.AudioStreams.Count == 0 ? info.DurationSec : null;
    }
}
