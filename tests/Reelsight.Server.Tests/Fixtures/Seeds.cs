using System.Net;
using System.Text;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Hosting;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>Puts records into states that only the pipeline reaches, through the stores that it uses.</summary>
public static class Seeds
{
    private const string Tenant = ReelsightServer.DefaultTenant;

    /// <summary>Uploads a file as a task over HTTP.</summary>
    public static async Task<System.Text.Json.JsonElement> UploadAsync(
        this RunningServer server,
        string indexId,
        string content,
        string fileName = "clip.mp4",
        params (string Name, string Value)[] fields
    )
    {
        using var form = Form([("index_id", indexId), .. fields]);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "video_file", fileName);
        using var answer = await server.Client.PostAsync("tasks", form);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>Uploads a file and makes its video ready, as if it had been described so.</summary>
    public static async Task<VideoRecord> ReadyVideoAsync(
        this RunningServer server,
        string indexId,
        string fileName,
        MediaDescription? described = null,
        Func<VideoRecord, VideoRecord>? change = null,
        params (string Name, string Value)[] fields
    )
    {
        var task = await server.UploadAsync(indexId, $"bytes of {fileName}", fileName, fields);
        var video = (await server.Stores.Videos.FindAsync(Tenant, indexId, task.Text("video_id")!, default))!;
        video = video with
        {
            Status = VideoStatus.Ready,
            DurationSec = 12,
            Fps = 25,
            Width = 640,
            Height = 360,
            Hls = video.EnableVideoStream ? ArtefactStatus.Ready : ArtefactStatus.None,
            IndexedAt = video.CreatedAt,
        };
        video = change?.Invoke(video) ?? video;
        await server.Stores.Descriptions.PutAsync(Tenant, video.ContentHash!, "1", described ?? Nothing, default);
        await server.Stores.Videos.UpdateAsync(video, IndexingTaskStatus.Ready, default);
        return video;
    }

    /// <summary>Gives a video frames by number, as if its file had been read: of its length, at its rate.</summary>
    public static async Task AddFrameMapAsync(this RunningServer server, VideoRecord video)
    {
        var pts = Enumerable.Range(0, (int)(video.DurationSec * video.Fps)).Select(frame => (long)frame).ToArray();
        var map = new FrameMap(new Rational(1, (long)video.Fps), MediaTime.Zero, pts, pts.Length);
        await server.Stores.StageOutputs.PutAsync(
            Tenant,
            video.ContentHash!,
            FrameMapCache.Stage,
            FrameMapCache.Version,
            map.ToBytes(),
            default
        );
    }

    /// <summary>Marks the video of a task as failed.</summary>
    public static async Task FailAsync(this RunningServer server, string indexId, string videoId, Failure failure)
    {
        var video = (await server.Stores.Videos.FindAsync(Tenant, indexId, videoId, default))!;
        await server.Stores.Videos.UpdateAsync(
            video with
            {
                Status = VideoStatus.Failed,
                Failure = failure,
            },
            IndexingTaskStatus.Failed,
            default
        );
    }

    /// <summary>Adds an asset in a state, as if it had been uploaded; returns its id. Nothing lies behind it.</summary>
    public static async Task<string> AddAssetAsync(
        this RunningServer server,
        string fileType = "image/png",
        AssetStatus status = AssetStatus.Ready,
        string tenantId = Tenant
    )
    {
        var asset = new AssetRecord
        {
            Id = server.Stores.Ids.Next(),
            TenantId = tenantId,
            Method = AssetMethod.Direct,
            Status = status,
            Filename = "picture.png",
            FileType = fileType,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        await server.Stores.Assets.AddAsync(asset, null, default);
        return asset.Id;
    }

    /// <summary>Two clips of which nothing is known.</summary>
    public static MediaDescription Nothing { get; } =
        new()
        {
            Clips = [new(0, 6, null), new(6, 12, null)],
            Evidence = [],
            Vectors = [],
            HasAudio = false,
        };

    /// <summary>Two clips in which the phrases are said.</summary>
    public static MediaDescription Spoken(params (double Start, double End, string Text)[] phrases) =>
        Nothing with
        {
            HasAudio = true,
            Evidence =
            [
                .. phrases.Select(p => new Evidence
                {
                    Kind = EvidenceKind.Speech,
                    Text = p.Text,
                    StartSec = p.Start,
                    EndSec = p.End,
                    Source = "test",
                }),
            ],
        };

    /// <summary>A form of plain fields.</summary>
    public static MultipartFormDataContent Form(params IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    /// <summary>Uploads a file as an asset over HTTP and returns its id.</summary>
    public static async Task<string> UploadedAsync(
        this RunningServer server,
        string fileName,
        byte[] content,
        params (string Name, string Value)[] fields
    )
    {
        using var form = Form([("method", "direct"), .. fields]);
        form.Add(new ByteArrayContent(content), "file", fileName);
        using var answer = await server.Client.PostAsync("assets", form);
        return (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    /// <summary>Asks until what is there is ready or failed.</summary>
    public static async Task<System.Text.Json.JsonElement> WaitUntilSettledAsync(this RunningServer server, string path)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ticks.WaitForNextTickAsync())
        {
            var shown = await server.Client.JsonAsync(path);
            if (shown.Text("status") is "ready" or "failed")
            {
                return shown;
            }
        }
        throw new InvalidOperationException("The timer ended.");
    }

    /// <summary>The kind of the job that waits for a record.</summary>
    public static async Task<string?> FindJobAsync(this RunningServer server, string subjectId)
    {
        while (
            await server.Stores.Queue.TakeAsync(
                "test",
                null,
                TimeSpan.FromMinutes(1),
                new AttemptLimits(3, 10),
                DateTimeOffset.MaxValue.AddDays(-1),
                default
            )
                is { } job
        )
        {
            if (job.SubjectId == subjectId)
            {
                return job.Kind;
            }
        }

        return null;
    }

    /// <summary>Kinds, for readers of tests.</summary>
    public static (string Prepare, string Index) Kinds => (JobKinds.PrepareAsset, JobKinds.IndexVideo);
}
