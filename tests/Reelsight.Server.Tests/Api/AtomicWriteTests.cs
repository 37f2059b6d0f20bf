using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Api.V1_3.MultipartUploads;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tests.Api;

/// <summary>
/// Operations that write to several stores write all of it or nothing. A trigger in the database stands for the end of the process between
/// two writes: from there on nothing more can be written, and nothing can be cleaned up either.
/// </summary>
public sealed class AtomicWriteTests : IAsyncLifetime
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_batch_is_there_with_its_tasks_and_their_jobs_or_not_at_all()
    {
        var asset = await _server.AssetAsync();
        Task<HttpResponseMessage> CreateAsync() =>
            _server.Client.PostObjectAsync(
                "analyze/batches",
                new
                {
                    model_name = "pegasus1.5",
                    analysis_mode = "general",
                    defaults = new { prompt = new { input_text = "Summarize" } },
                    requests = new[] { new { video = new { type = "asset_id", asset_id = asset } } },
                }
            );
        using (Interrupt("INSERT ON resources WHEN NEW.kind = 'analyze_task'", "DELETE ON resources"))
        {
            await FailsAsync(CreateAsync());
        }
        Assert.Empty((await _server.Client.JsonAsync("analyze/batches")).Data());
        using (Interrupt("INSERT ON jobs", "DELETE ON resources"))
        {
            await FailsAsync(CreateAsync());
        }
        Assert.Empty((await _server.Client.JsonAsync("analyze/batches")).Data());
        Assert.Empty((await _server.Client.JsonAsync("analyze/tasks")).Data());

        using var created = await CreateAsync();
        var batch = await created.JsonAsync(HttpStatusCode.Created);
        Assert.NotNull(await _server.FindJobAsync(batch.GetProperty("items")[0].Text("task_id")!));
    }

    [Fact]
    public async Task A_knowledge_store_comes_and_goes_with_the_index_of_its_items()
    {
        Task<HttpResponseMessage> CreateAsync() => _server.Client.PostAsJsonAsync("knowledge-stores", new { name = "films" });
        using (Interrupt("INSERT ON resources WHEN NEW.kind = 'knowledge_store'", "DELETE ON indexes"))
        {
            await FailsAsync(CreateAsync());
        }
        Assert.Empty(await _server.Stores.Indexes.ListAllAsync(default));

        using var created = await CreateAsync();
        var id = (await created.JsonAsync(HttpStatusCode.Created)).Id();
        using (Interrupt("DELETE ON resources WHEN OLD.kind = 'knowledge_store'"))
        {
            await FailsAsync(DeleteAsync($"knowledge-stores/{id}"));
        }
        Assert.NotNull(await _server.Stores.Indexes.FindAsync(Tenant, id, default));

        await SucceedsAsync(DeleteAsync($"knowledge-stores/{id}"));
        Assert.Null(await _server.Stores.Indexes.FindAsync(Tenant, id, default));
    }

    [Theory]
    [InlineData("DELETE ON indexes")]
    [InlineData("DELETE ON resources WHEN OLD.kind = 'saved_search'")]
    public async Task An_index_goes_with_its_saved_searches(string interrupted)
    {
        var index = await _server.CreateIndexAsync("films");
        using var saved = await _server.Client.PostAsJsonAsync(
            "/reelsight/v1/saved-searches",
            new { index_id = index, query_text = "holiday" }
        );
        await saved.JsonAsync(HttpStatusCode.Created);
        using (Interrupt(interrupted))
        {
            await FailsAsync(DeleteAsync($"indexes/{index}"));
        }
        Assert.NotNull(await _server.Stores.Indexes.FindAsync(Tenant, index, default));
        Assert.Single((await _server.Client.JsonAsync("/reelsight/v1/saved-searches")).Data());

        await SucceedsAsync(DeleteAsync($"indexes/{index}"));
        Assert.Empty((await _server.Client.JsonAsync("/reelsight/v1/saved-searches")).Data());
    }

    [Fact]
    public async Task A_failed_task_goes_with_its_video()
    {
        var index = await _server.CreateIndexAsync("films");
        var task = await _server.UploadAsync(index, "bytes");
        var video = task.Text("video_id")!;
        await _server.FailAsync(index, video, new Failure("video_file_broken", "The file is damaged."));
        using (Interrupt("DELETE ON tasks"))
        {
            await FailsAsync(DeleteAsync($"tasks/{task.Id()}"));
        }
        Assert.NotNull(await _server.Stores.Videos.FindAsync(Tenant, index, video, default));

        await SucceedsAsync(DeleteAsync($"tasks/{task.Id()}"));
        Assert.Null(await _server.Stores.Videos.FindAsync(Tenant, index, video, default));
    }

    [Fact]
    public async Task An_asset_goes_only_when_the_entities_that_waited_for_it_are_looked_at_again()
    {
        var (first, second) = (await _server.AddAssetAsync(), await _server.AddAssetAsync());
        using var collection = await _server.Client.PostAsJsonAsync("entity-collections", new { name = "people" });
        var entities = $"entity-collections/{(await collection.JsonAsync(HttpStatusCode.Created)).Id()}/entities";
        using var created = await _server.Client.PostAsJsonAsync(entities, new { name = "ann", asset_ids = new[] { first, second } });
        var entity = (await created.JsonAsync(HttpStatusCode.Created)).Id();
        using (Interrupt("INSERT ON jobs"))
        {
            await FailsAsync(DeleteAsync($"assets/{first}"));
        }
        Assert.NotNull(await _server.Stores.Assets.FindAsync(Tenant, first, default));
        Assert.Equal([first, second], (await _server.Stores.Entities.FindAsync(Tenant, entity, default))!.AssetIds);

        await SucceedsAsync(DeleteAsync($"assets/{first}"));
        Assert.Equal([second], (await _server.Stores.Entities.FindAsync(Tenant, entity, default))!.AssetIds);
    }

    [Fact]
    public async Task An_upload_is_completed_together_with_its_asset()
    {
        var upload = await _server.OpenUploadAsync(4);
        var etag = await _server.SendAsync(upload, 1, [1, 2, 3, 4]);
        using (Interrupt("UPDATE ON resources WHEN NEW.kind = 'upload' AND NEW.state = 'completed'"))
        {
            await FailsAsync(_server.ReportAsync(upload, UploadClient.Chunk(1, etag, 4)));
        }
        Assert.Null(await _server.Stores.Assets.FindAsync(Tenant, upload.Text("asset_id")!, default));

        using var reported = await _server.ReportAsync(upload, UploadClient.Chunk(1, etag, 4));
        await reported.JsonAsync();
        Assert.NotNull(await _server.Stores.Assets.FindAsync(Tenant, upload.Text("asset_id")!, default));
        Assert.Equal(UploadRecord.Completed, (await _server.Stores.Uploads.FindAsync(Tenant, upload.Text("upload_id")!, default))!.State);
    }

    [Fact]
    public async Task A_saved_search_counts_a_video_only_together_with_the_event_about_it()
    {
        var index = await _server.CreateIndexAsync("films");
        using var webhook = await _server.Client.PostAsJsonAsync(
            "/reelsight/v1/webhooks",
            new { url = "https://example.com/hook", events = new[] { "saved_search.matched" } }
        );
        await webhook.JsonAsync(HttpStatusCode.Created);
        using var saved = await _server.Client.PostAsJsonAsync(
            "/reelsight/v1/saved-searches",
            new { index_id = index, query_text = "holiday" }
        );
        var id = (await saved.JsonAsync(HttpStatusCode.Created)).Id();
        var video = await _server.ReadyVideoAsync(index, "holiday.mp4");
        using (Interrupt("INSERT ON resources WHEN NEW.kind = 'webhook_delivery'"))
        {
            await _server.EndAsync(video);
        }
        Assert.Empty((await _server.Stores.SavedSearches.FindAsync(Tenant, id, default))!.Alerts);

        await _server.EndAsync(video);
        Assert.Single((await _server.Stores.SavedSearches.FindAsync(Tenant, id, default))!.Alerts);
        var deliveries = await _server.Stores.WebhookDeliveries.ListAllAsync(Tenant, new ResourceFilter(), default);
        Assert.Single(deliveries, delivery => delivery.Type == "saved_search.matched");
    }

    [Fact]
    public async Task A_request_with_a_key_whose_answer_was_lost_with_the_process_is_not_done_a_second_time()
    {
        async Task<HttpResponseMessage> CreateAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "entity-collections")
            {
                Content = JsonContent.Create(new { name = "people" }),
            };
            request.Headers.Add("Idempotency-Key", "once");
            return await _server.Client.SendAsync(request);
        }
        using (Interrupt("UPDATE ON resources WHEN NEW.kind = 'idempotent_answer'", "DELETE ON resources"))
        {
            // The answer is out or the connection breaks; either way nothing is kept of it.
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                using var answer = await CreateAsync();
                await answer.Content.ReadAsByteArrayAsync();
                throw new HttpRequestException("answered");
            });
        }
        using var again = await CreateAsync();
        Assert.Equal("idempotency_conflict", await again.ErrorAsync(HttpStatusCode.Conflict));
        Assert.Single((await _server.Client.JsonAsync("entity-collections")).Data());
    }

    private Task<HttpResponseMessage> DeleteAsync(string path) => _server.Client.DeleteAsync(new Uri(path, UriKind.Relative));

    private static async Task FailsAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.Equal("internal_error", await answer.ErrorAsync(HttpStatusCode.InternalServerError));
    }

    private static async Task SucceedsAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    // Lets every write of these kinds fail until it is disposed of.
    private Interruption Interrupt(params string[] writes) => new(Path.Combine(_server.DataDir, "reelsight.db"), writes);

    private sealed class Interruption : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly string[] _writes;

        internal Interruption(string path, string[] writes)
        {
            _writes = writes;
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            for (var i = 0; i < writes.Length; i++)
            {
                Execute($"CREATE TRIGGER interruption_{i} BEFORE {writes[i]} BEGIN SELECT RAISE(ABORT, 'interrupted'); END");
            }
        }

        public void Dispose()
        {
            for (var i = 0; i < _writes.Length; i++)
            {
                Execute($"DROP TRIGGER interruption_{i}");
            }

            _connection.Dispose();
        }

        private void Execute(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
