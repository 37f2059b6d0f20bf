using System.Text;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Tests.Jobs;

public sealed class JobWorkerTests : IDisposable
{
    private const string Film = "/usr/share/forensics-samples/original-files/movie1/VID_20191220_170832.mp4";
    private readonly PipelineFixture _bench = new();

    [Fact]
    public async Task A_broken_file_fails_with_its_reason_and_the_next_in_the_queue_does_not_suffer()
    {
        var index = await _bench.AddIndexAsync("visual", "audio");
        var broken = await _bench.UploadAsync(
            index,
            new MemoryStream(Encoding.UTF8.GetBytes("this is not a video, whatever its name says")),
            "film.mp4"
        );
        var empty = await _bench.UploadAsync(index, new MemoryStream(), "empty.mp4");
        var good = await _bench.UploadFileAsync(index, Film);
        await _bench.WorkAsync();

        var failed = await _bench.TaskAsync(broken.TaskId);
        Assert.Equal(IndexingTaskStatus.Failed, failed.Status);
        Assert.False(string.IsNullOrWhiteSpace(failed.Failure!.Message));
        Assert.Equal("The file is empty (zero bytes).", (await _bench.TaskAsync(empty.TaskId)).Failure!.Message);
        Assert.Equal(VideoStatus.Failed, (await _bench.VideoAsync(broken.VideoId)).Status);
        Assert.Equal(IndexingTaskStatus.Ready, (await _bench.TaskAsync(good.TaskId)).Status);
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));
    }

    [Fact]
    public async Task A_job_whose_worker_vanished_is_taken_up_again_when_its_lease_runs_out()
    {
        var index = await _bench.AddIndexAsync("visual");
        var video = await _bench.UploadFileAsync(index, Film);
        Assert.NotNull(
            await _bench.Stores.Queue.TakeAsync(
                "a worker that vanishes",
                null,
                TimeSpan.FromSeconds(30),
                new AttemptLimits(3, 10),
                _bench.Clock.GetUtcNow(),
                default
            )
        );
        Assert.False(await _bench.Worker.RunNextAsync(default));

        _bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await _bench.WorkAsync();
        Assert.Equal(VideoStatus.Ready, (await _bench.VideoAsync(video.VideoId)).Status);
    }

    [Fact]
    public async Task A_job_that_keeps_taking_its_worker_down_is_given_up_with_a_reason()
    {
        var index = await _bench.AddIndexAsync("visual");
        var video = await _bench.UploadFileAsync(index, Film);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            Assert.NotNull(
                await _bench.Stores.Queue.TakeAsync(
                    "a worker that vanishes",
                    null,
                    TimeSpan.FromSeconds(30),
                    new AttemptLimits(3, 10),
                    _bench.Clock.GetUtcNow(),
                    default
                )
            );
            _bench.Clock.Advance(TimeSpan.FromSeconds(31));
        }
        await _bench.WorkAsync();
        await _bench.WorkAsync();

        var failed = await _bench.VideoAsync(video.VideoId);
        Assert.Equal(VideoStatus.Failed, failed.Status);
        Assert.Equal(FailureCodes.AttemptsExhausted, failed.Failure!.Code);
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));
    }

    [Fact]
    public async Task The_same_bytes_are_described_once_however_often_they_arrive()
    {
        var first = await _bench.AddIndexAsync("visual");
        var one = await _bench.UploadFileAsync(first, Film);
        await _bench.WorkAsync();
        var hash = (await _bench.VideoAsync(one.VideoId)).ContentHash!;
        var thumbnails = _bench.Stores.Blobs.GetDerivedFolder(PipelineFixture.Tenant, hash, PlaybackFiles.ThumbnailKind);
        Directory.Delete(thumbnails, recursive: true); // a second decode would make them again

        var second = await _bench.AddIndexAsync("visual");
        var two = await _bench.UploadFileAsync(second, Film);
        await _bench.WorkAsync();
        Assert.Equal(VideoStatus.Ready, (await _bench.VideoAsync(two.VideoId)).Status);
        Assert.False(Directory.Exists(thumbnails) && Directory.EnumerateFiles(thumbnails).Any());
    }

    [Fact]
    public async Task What_one_index_heard_is_not_lost_when_another_only_looks_at_the_same_bytes()
    {
        const string speech = "/usr/share/forensics-samples/original-files/audio1/debian.wav";
        var heard = await _bench.UploadFileAsync(await _bench.AddIndexAsync("visual", "audio"), speech);
        await _bench.WorkAsync();
        var seen = await _bench.UploadFileAsync(await _bench.AddIndexAsync("visual"), speech);
        await _bench.WorkAsync();
        Assert.Equal(VideoStatus.Ready, (await _bench.VideoAsync(seen.VideoId)).Status);
        var known = await _bench.Stores.Descriptions.FindAsync(
            PipelineFixture.Tenant,
            (await _bench.VideoAsync(heard.VideoId)).ContentHash!,
            default
        );
        Assert.Contains(known!.Evidence, e =>
            e.Kind == EvidenceKind.Speech && e.Text.Contains("operating system", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task What_is_deleted_while_it_waits_is_not_worked_on_and_leaves_nothing_behind()
    {
        var index = await _bench.AddIndexAsync("visual");
        var video = await _bench.UploadFileAsync(index, Film);
        var hash = (await _bench.VideoAsync(video.VideoId)).ContentHash!;
        await _bench.Stores.Videos.DeleteAsync(PipelineFixture.Tenant, index.Id, video.VideoId, default);
        await _bench.WorkAsync();
        Assert.Null(await _bench.Stores.Descriptions.FindAsync(PipelineFixture.Tenant, hash, default));
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));
    }

    public void Dispose() => _bench.Dispose();
}
