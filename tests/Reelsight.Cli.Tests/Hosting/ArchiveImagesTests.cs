using System.Diagnostics;
using Reelsight.Cli.Hosting;
using Reelsight.Inference.Imaging;
using Reelsight.Media.Tools;

namespace Reelsight.Cli.Tests.Hosting;

public sealed class ArchiveImagesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_video_of_the_archive_gives_a_few_thumbnails_beside_the_computed_images_and_damaged_ones_are_left_out()
    {
        var computed = (await ReadAsync()).Count;
        Assert.True(computed >= 50);
        var red = MakeJpeg();
        foreach (var at in Enumerable.Range(0, 9))
        {
            _folder.File($"blobs/default/aa/aa1/derived/thumbnails/{at}.jpg", red);
        }

        _folder.File("blobs/default/bb/bb2/derived/thumbnails/0.jpg", red);
        _folder.File("blobs/default/cc/cc3/derived/thumbnails/0.jpg", [1, 2, 3]);
        _folder.File("blobs/default/cc/cc3/derived/stream/cover.jpg", red);

        var images = await ReadAsync();
        Assert.Equal(computed + 3, images.Count);
        Assert.All(images.Skip(computed), image =>
        {
            Assert.Equal((64, 48), (image.Width, image.Height));
            Assert.True(image.Rgb.Span[0] > 200 && image.Rgb.Span[2] < 60);
        });
    }

    private Task<IReadOnlyList<PixelBuffer>> ReadAsync() =>
        new ArchiveImages(_folder.Path, new MediaTools { WorkRoot = Path.Combine(_folder.Path, "work") }).ReadAsync(default);

    private byte[] MakeJpeg()
    {
        var path = Path.Combine(_folder.Path, "red.jpg");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "quiet", "-f", "lavfi", "-i", "color=red:s=64x48", "-frames:v", "1", path]);
        ffmpeg.WaitForExit();
        return File.ReadAllBytes(path);
    }
}
