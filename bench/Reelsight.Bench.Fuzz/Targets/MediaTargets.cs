using System.Buffers;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads media files and the output of media tools.</summary>
internal static class MediaTargets
{
    private static readonly Rational _timeBase = new(1, 90_000);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("nut", [NutSeeds.Create(3), NutSeeds.Create(0), NutSeeds.Create(40)], ReadNut, typeof(InvalidDataException)),
        new("iso-boxes", IsoSeeds.All, bytes => IsoBoxOutline.Read(new MemoryStream(bytes))),
        new(
            "file-signature",
            [
                .. IsoSeeds.All,
                "#EXTM3U\n#EXTINF:1,\na.ts\n"u8.ToArray(),
                "<svg><image href=\"a\"/></svg>"u8.ToArray(),
                "OggS\0\u0002"u8.ToArray(),
            ],
            ReadSignature
        ),
        new("probe-report", ProbeSeeds.All, ReadReport, typeof(MediaException)) { IsText = true },
    ];

    // As VideoDecoder takes its packets.
    private static void ReadNut(byte[] bytes)
    {
        var reader = new NutReader(new MemoryStream(bytes));
        while (reader.NextAsync().AsTask().GetAwaiter().GetResult() is { } packet)
        {
            _ = packet.Time.Rescale(_timeBase);
            var buffer = ArrayPool<byte>.Shared.Rent(packet.Size);
            var isWhole = reader.ReadDataAsync(buffer.AsMemory(0, packet.Size)).AsTask().GetAwaiter().GetResult();
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isWhole)
            {
                break;
            }
        }
    }

    private static void ReadSignature(byte[] bytes)
    {
        var head = FileSignature.ReadAsync(ScratchFiles.Write("signature", bytes), CancellationToken.None).GetAwaiter().GetResult();
        _ = (head.IsText, head.IsWebm, head.LooksLikeMedia, head.RefersToOtherFiles);
    }

    private static void ReadReport(byte[] bytes)
    {
        var path = ScratchFiles.Write("probed", "OggS"u8);
        var head = FileSignature.ReadAsync(path, CancellationToken.None).GetAwaiter().GetResult();
        var report = MediaProbe.ReadReport(new ChildOutput(0, bytes, ""), head);
        var reader = new ProbeReportReader(report, head, CodecPolicy.Common);
        var info = reader.BuildMediaInfo(new FileInfo(path), MediaKind.Video, reader.DurationSec ?? 0, 6);
        foreach (var video in info.VideoStreams)
        {
            _ = new MediaTime(video.StartPts ?? 0, video.TimeBase).SecondsSince(info.Origin);
        }
    }
}
