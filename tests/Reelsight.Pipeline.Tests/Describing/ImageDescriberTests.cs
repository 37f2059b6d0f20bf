using System.Diagnostics;
using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Tests.Describing;

public sealed class ImageDescriberTests : IDisposable
{
    private const string Film = "/usr/share/forensics-samples/original-files/movie1/VID_20191220_170832.mp4";
    private readonly PipelineFixture _bench = new();

    [Theory]
    [InlineData("dog.jpg")]
    [InlineData("dog.png")]
    public async Task A_picture_is_described_as_a_frame_that_shows_it(string name)
    {
        await using var media = await OpenAsync(await CaptureAsync(name));
        Assert.Equal(MediaKind.Image, media.Info.Kind);
        var seen = await _bench.Get<ImageDescriber>().DescribeAsync(PipelineFixture.Tenant, media, default);
        Assert.Equal((640, 360), (seen.Width, seen.Height));
        var dog = Assert.Single(seen.Objects, o => o.Label == "dog");
        Assert.InRange(dog.Confidence, 0.5, 1);
        Assert.InRange(dog.Width * dog.Height, 0.01, 1);
        Assert.Equal(1, TensorPrimitives.Norm<float>(seen.VisualSimilarity), 3);
        Assert.Equal(1, TensorPrimitives.Norm<float>(seen.Joint), 3);
        var space = (JointSpace)_bench.Get<InferenceModels>().ConfiguredSpace;
        Assert.True(
            Similarity(space.Encode("a white dog lies on the floor"), seen.Joint)
                > Similarity(space.Encode("many people walk in a street"), seen.Joint)
        );
        Assert.All(seen.Tags, tag => Assert.NotNull(space.IndexOf(tag.Name)));
        Assert.Equal(seen.Tags.OrderByDescending(tag => tag.Probability), seen.Tags);
    }

    [Fact]
    public async Task What_was_described_once_is_not_looked_at_again()
    {
        await using var media = await OpenAsync(await CaptureAsync("dog.jpg"));
        var first = await _bench.Get<ImageDescriber>().DescribeAsync(PipelineFixture.Tenant, media, default);
        File.Delete(media.Path);
        var second = await _bench.Get<ImageDescriber>().DescribeAsync(PipelineFixture.Tenant, media, default);
        Assert.Equal(first.Joint, second.Joint);
        Assert.Equal(first.Objects[0].Colours, second.Objects[0].Colours);
    }

    [Fact]
    public async Task Bytes_that_two_requests_sent_stay_while_one_of_them_is_still_working()
    {
        var path = await CaptureAsync("dog.jpg");
        await using var first = await OpenAsync(path);
        await (await OpenAsync(path)).DisposeAsync();
        Assert.True(File.Exists(first.Path));
    }

    [Fact]
    public async Task Bytes_that_nobody_refers_to_go_when_the_work_is_done()
    {
        var media = await OpenAsync(await CaptureAsync("dog.jpg"));
        await _bench.Get<ImageDescriber>().DescribeAsync(PipelineFixture.Tenant, media, default);
        await media.DisposeAsync();
        Assert.False(File.Exists(media.Path));
        Assert.Null(
            await _bench.Stores.StageOutputs.FindAsync(
                PipelineFixture.Tenant,
                media.ContentHash,
                ImageDescriber.Name,
                ImageDescriber.FormatVersion(_bench.Get<InferenceModels>().ConfiguredSpaceName),
                default
            )
        );
    }

    private async Task<MediaHandle> OpenAsync(string path)
    {
        await using var bytes = File.OpenRead(path);
        var blob = await _bench.Get<BlobReferences>().StoreAndHoldAsync(PipelineFixture.Tenant, bytes, long.MaxValue, default);
        var media = await _bench
            .Get<MediaOpener>()
            .OpenAsync(PipelineFixture.Tenant, new MediaSource.FromContent(blob.ContentHash, Path.GetFileName(path)), default);
        await _bench.Get<BlobReferences>().ReleaseHoldAsync(PipelineFixture.Tenant, blob.ContentHash);
        return media;
    }

    private async Task<string> CaptureAsync(string name)
    {
        var path = _bench.Folder.Combine(name);
        using var ffmpeg = Process.Start(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-y", "-i", Film, "-vf", "scale=640:360", "-frames:v", "1", path]
        );
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }

    private static float Similarity(float[] a, float[] b) => TensorPrimitives.CosineSimilarity<float>(a, b);

    public void Dispose() => _bench.Dispose();
}
