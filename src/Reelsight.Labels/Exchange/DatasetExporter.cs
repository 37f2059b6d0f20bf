using System.IO.Compression;
using Reelsight.Core.Errors;
using Reelsight.Labels.Errors;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Exchange;

/// <summary>Builds data sets from annotations and writes them as files, with the images of their frames when asked.</summary>
public sealed class DatasetExporter(
    IAnnotationStore annotations,
    VideoFrameMapReader videos,
    IBlobStore blobs,
    BlobReferences contents,
    MediaProbe probe,
    FrameExtractor grabber,
    TimeProvider clock
)
{
    /// <summary>The annotations that a request asks for, by video, with the frames of the videos.</summary>
    /// <exception cref="DomainException">A video is not ready or cannot be read.</exception>
    public async Task<Dataset> BuildAsync(LabelSetRecord set, ExportRequest request, CancellationToken ct)
    {
        var filter = new AnnotationFilter
        {
            VideoIds = request.VideoIds,
            States = request.States,
            Reviewer = request.Reviewer,
        };
        var found = (await annotations.ListAllAsync(set.TenantId, set.Id, filter, ct))
            .GroupBy(a => a.VideoId)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        var splits = Dataset.Split(found.Select(g => g.Key), request.Splits, request.Seed);
        var read = new List<DatasetVideo>();
        foreach (var group in found)
        {
            var (video, map) = await videos.FindAsync(set.TenantId, set.IndexId, group.Key, ct);
            read.Add(
                new DatasetVideo(
                    video,
                    map,
                    [.. group.OrderBy(a => a.StartFrame).ThenBy(a => a.Id, StringComparer.Ordinal)],
                    splits[group.Key]
                )
            );
        }
        return new Dataset(set, read, request.FrameEverySec, clock.GetUtcNow());
    }

    /// <summary>The files of a data set in a format, without images.</summary>
    /// <exception cref="LabelValidationException">The format cannot hold it.</exception>
    public static IReadOnlyList<ExportFile> Write(Dataset data, string format) => ExportFormats.Get(format).Write(data);

    /// <summary>Writes files into an archive.</summary>
    public static async Task AddFilesAsync(ZipArchive zip, IEnumerable<ExportFile> files)
    {
        foreach (var file in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(file.Name).Open());
            await writer.WriteAsync(file.Text);
        }
    }

    /// <summary>Writes the images of the frames that a format wants into an archive: all of them, or none can be relied on.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="MediaException">A file cannot be read.</exception>
    /// <exception cref="DomainException">Originals are gone, or frames cannot be decoded; the sentence counts and names them.</exception>
    public async Task<int> AddFramesAsync(ZipArchive zip, Dataset data, string format, Action<double> progress, CancellationToken ct)
    {
        var how = ExportFormats.Get(format);
        var (count, missing) = (0, new MissingFrames());
        for (var i = 0; i < data.Videos.Count; i++)
        {
            progress((double)i / data.Videos.Count);
            var video = data.Videos[i];
            var hash = video.Video.ContentHash!;
            if (how.GetFrames(data, video) is not { Count: > 0 } frames)
            {
                continue; // the format shows none of this video, or it has only sound
            }
            if (!await contents.HoldAsync(data.Set.TenantId, hash, ct))
            {
                missing.AddVideo(video, frames.Count);
                continue;
            }

            try
            {
                var written = await AddFramesAsync(zip, video, frames, how, blobs.FindPath(data.Set.TenantId, hash)!, ct);
                count += written;
                missing.AddUnreadable(video, frames.Count - written);
            }
            finally
            {
                await contents.ReleaseHoldAsync(data.Set.TenantId, hash);
            }
        }
        missing.ThrowIfAny();
        return count;
    }

    private async Task<int> AddFramesAsync(
        ZipArchive zip,
        DatasetVideo video,
        IReadOnlyList<long> frames,
        IExportFormat how,
        string path,
        CancellationToken ct
    )
    {
        var info = await probe.ProbeAsync(path, ct);
        var byPts = frames.ToDictionary(f => video.Map.GetPts(f));
        await foreach (var (pts, jpeg) in grabber.ReadAsync(info, byPts.Keys, ct))
        {
            // A JPEG is as small as it gets; compressing it again would only take time.
            using var entry = zip.CreateEntry(how.GetFramePath(video, byPts[pts]), CompressionLevel.NoCompression).Open();
            await entry.WriteAsync(jpeg, ct);
            byPts.Remove(pts);
        }
        return frames.Count - byPts.Count;
    }
}
