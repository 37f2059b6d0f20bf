using System.Numerics.Tensors;
using Reelsight.Pipeline.Embedding;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Tests.Embedding;

public sealed class EmbeddingTaskHandlerTests : IDisposable
{
    private const string Talk = "/usr/share/forensics-samples/original-files/movie2/movie-hello.mp4";
    private const string Dog = "/usr/share/forensics-samples/original-files/movie1/VID_20191220_170832.mp4";
    private const string Sound = "/usr/share/forensics-samples/original-files/audio1/debian.wav";
    private readonly PipelineFixture _bench = new();

    [Fact]
    public async Task A_task_whose_worker_vanished_is_finished_by_the_next_with_vectors_of_every_option()
    {
        var task = await AddAsync(
            Talk,
            new()
            {
                IsVideo = true,
                FixedSec = 4,
                Options = ["visual", "audio", "transcription"],
                Segments = true,
                Whole = true,
                Fused = true,
            }
        );
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
        await _bench.WorkAsync();

        task = await FindAsync(task);
        Assert.Equal(EmbeddingTaskRecord.Ready, task.State);
        Assert.InRange(task.DurationSec!.Value, 8, 9);
        var embedded = await _bench.Get<EmbeddingTaskHandler>().ReadAsync(task, default);
        Assert.Equal(["visual", "audio", "transcription", "fused"], embedded.Segments.Select(s => s.Option).Distinct());
        Assert.All(embedded.Segments, s => Assert.Equal(1, TensorPrimitives.Norm<float>(s.Vector), 3));
        var seen = embedded.Segments.Where(s => s.Option == "visual").ToList();
        Assert.Equal([(0, 4, false), (4, 8, false)], seen.Take(2).Select(s => ((int)s.StartSec, (int)s.EndSec, s.Whole)));
        Assert.True(seen[^1] is { Whole: true, StartSec: 0 } && Math.Abs(seen[^1].EndSec - task.DurationSec.Value) < 0.01);
    }

    [Fact]
    public async Task Sound_lies_near_a_text_about_what_is_said_and_its_bytes_stay_while_the_task_does()
    {
        var task = await FindDoneAsync(
            Sound,
            new()
            {
                IsVideo = false,
                FixedSec = 6,
                Options = ["audio", "transcription"],
                Segments = false,
                Whole = true,
            }
        );
        Assert.Equal(EmbeddingTaskRecord.Ready, task.State);
        foreach (var segment in (await _bench.Get<EmbeddingTaskHandler>().ReadAsync(task, default)).Segments)
        {
            Assert.True(
                Similarity(segment.Vector, "an operating system for computers") > Similarity(segment.Vector, "a recipe for apple pie")
            );
        }
        Assert.NotNull(_bench.Stores.Blobs.FindPath(PipelineFixture.Tenant, task.ContentHash!));
    }

    [Fact]
    public async Task The_description_of_a_film_is_nearer_to_it_than_to_another_and_the_other_way_round()
    {
        EmbeddingRequest whole = new()
        {
            IsVideo = true,
            FixedSec = 6,
            Options = ["visual"],
            Segments = false,
            Whole = true,
        };
        var dog = (await _bench.Get<EmbeddingTaskHandler>().ReadAsync(await FindDoneAsync(Dog, whole), default)).Segments.Single().Vector;
        var talk = (await _bench.Get<EmbeddingTaskHandler>().ReadAsync(await FindDoneAsync(Talk, whole), default)).Segments.Single().Vector;
        const string AboutDog = "a white dog lies on the floor";
        Assert.True(Similarity(dog, AboutDog) > Similarity(talk, AboutDog));
        Assert.True(Similarity(dog, AboutDog) > Similarity(dog, "a computer screen with text on it"));
    }

    [Theory]
    [InlineData(Sound, true, 0, null, "unsupported_media_type")]
    [InlineData(Talk, true, 2, 20.0, "parameter_invalid")]
    [InlineData(Talk, true, 9, null, "parameter_invalid")]
    public async Task A_task_that_does_not_fit_its_media_fails_with_a_reason_and_leaves_no_bytes(
        string file,
        bool isVideo,
        double start,
        double? end,
        string code
    )
    {
        var added = await AddAsync(
            file,
            new()
            {
                IsVideo = isVideo,
                StartSec = start,
                EndSec = end,
                FixedSec = 6,
                Options = ["visual"],
                Segments = true,
                Whole = false,
            }
        );
        await _bench.WorkAsync();
        var task = await FindAsync(added);
        Assert.Equal(EmbeddingTaskRecord.Failed, task.State);
        Assert.Equal(code, task.Failure!.Code);
        Assert.NotEmpty(task.Failure.Message);
        Assert.Null(_bench.Stores.Blobs.FindPath(PipelineFixture.Tenant, added.ContentHash!));
    }

    private async Task<EmbeddingTaskRecord> FindDoneAsync(string file, EmbeddingRequest request)
    {
        var task = await AddAsync(file, request);
        await _bench.WorkAsync();
        return await FindAsync(task);
    }

    private async Task<EmbeddingTaskRecord> AddAsync(string file, EmbeddingRequest request)
    {
        await using var bytes = File.OpenRead(file);
        var blob = await _bench.Stores.Blobs.PutAsync(PipelineFixture.Tenant, bytes, long.MaxValue, default);
        var now = _bench.Clock.GetUtcNow();
        var task = new EmbeddingTaskRecord
        {
            Id = _bench.Stores.Ids.Next(),
            TenantId = PipelineFixture.Tenant,
            Api = "embed-v2",
            ModelName = "marengo3.0",
            Request = request,
            ContentHash = blob.ContentHash,
            Filename = Path.GetFileName(file),
            State = EmbeddingTaskRecord.Processing,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _bench.Stores.EmbeddingTasks.AddAsync([task], [new JobRequest(PipelineFixture.Tenant, JobKinds.Embed, task.Id)], default);
        return task;
    }

    private async Task<EmbeddingTaskRecord> FindAsync(EmbeddingTaskRecord task) =>
        (await _bench.Stores.EmbeddingTasks.FindAsync(task.TenantId, task.Id, default))!;

    private float Similarity(float[] vector, string text) =>
        TensorPrimitives.CosineSimilarity<float>(vector, _bench.Get<Embedder>().EmbedText(PipelineFixture.Tenant, text));

    public void Dispose() => _bench.Dispose();
}
