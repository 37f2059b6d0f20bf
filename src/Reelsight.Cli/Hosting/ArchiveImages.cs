using Reelsight.Core.Errors;
using Reelsight.Inference.Imaging;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Cli.Hosting;

/// <summary>
/// Images by which an image-text model learns what "nothing fits" means here: computed ones, and thumbnails of the archive, of each video
/// few so that no video decides.
/// </summary>
/// <param name="dataFolder">Folder of the archive; it need not exist.</param>
/// <param name="tools">Decodes the thumbnails.</param>
internal sealed class ArchiveImages(string dataFolder, MediaTools tools)
{
    private const int Computed = 96;
    private const int MaxThumbnails = 96;
    private const int MaxOfOneVideo = 2;
    private const int MaxSide = 256;
    private const string ThumbnailFolder = "thumbnails";

    /// <summary>Decodes the images.</summary>
    public async Task<IReadOnlyList<PixelBuffer>> ReadAsync(CancellationToken ct)
    {
        var images = GeneratedImages.Create(Computed).ToList();
        foreach (var path in ChooseThumbnails())
        {
            if (await DecodeAsync(path, ct) is { } image)
            {
                images.Add(image);
            }
        }

        return images;
    }

    private List<string> ChooseThumbnails()
    {
        var blobs = Path.Combine(dataFolder, "blobs");
        if (!Directory.Exists(blobs))
        {
            return [];
        }

        var videos = Directory
            .EnumerateFiles(blobs, "*.jpg", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == ThumbnailFolder)
            .GroupBy(path => Path.GetDirectoryName(path)!, StringComparer.Ordinal)
            .OrderBy(video => video.Key, StringComparer.Ordinal)
            .Select(video => TakeEvenly([.. video.Order(StringComparer.Ordinal)], MaxOfOneVideo))
            .ToList();
        return [.. TakeEvenly([.. videos.SelectMany(video => video)], MaxThumbnails)];
    }

    private static IEnumerable<string> TakeEvenly(IReadOnlyList<string> paths, int most) =>
        paths.Count <= most ? paths : Enumerable.Range(0, most).Select(at => paths[(int)(((at * 2L) + 1) * paths.Count / (most * 2L))]);

    // A thumbnail that cannot be decoded is one image less.
    private async Task<PixelBuffer?> DecodeAsync(string path, CancellationToken ct)
    {
        try
        {
            var info = await new MediaProbe(tools).ProbeAsync(path, ct);
            if (info.Video is null)
            {
                return null;
            }

            await foreach (var frame in new VideoDecoder(tools, info, new VideoDecoderOptions { MaxSide = MaxSide }).ReadAsync(ct))
            {
                using (frame)
                {
                    return new PixelBuffer(frame.Rgb.ToArray(), frame.Width, frame.Height);
                }
            }

            return null;
        }
        catch (Exception cause) when (cause is MediaException or MediaToolException)
        {
            return null;
        }
    }
}
