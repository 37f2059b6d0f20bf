using System.Net;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.AnalyzeTasks;

/// <summary>What the server forgets by itself while it runs.</summary>
public sealed class AnalyzeTaskRetentionTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    [Fact]
    public async Task An_analysis_that_ended_a_month_ago_is_forgotten_within_the_hour_and_one_that_waits_is_not()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.StartAsync(clock: clock);
        var (ended, waiting) = (await CreateAsync(server), await CreateAsync(server));
        await server.Stores.AnalyzeTasks.UpdateAsync(
            ReelsightServer.DefaultTenant,
            ended,
            t => t with { Status = "ready", CompletedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow() },
            [],
            default
        );

        clock.Advance(Kept - TimeSpan.FromHours(2));
        Assert.Equal("ready", (await server.Client.JsonAsync($"analyze/tasks/{ended}")).Text("status"));
        clock.Advance(TimeSpan.FromHours(4));
        // Forgetting goes on beside what is asked: repeated until it has been its turn.
        for (; ; )
        {
            using var answer = await server.Client.GetAsync(new Uri($"analyze/tasks/{ended}", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                break;
            }

            await Task.Yield();
        }
        Assert.Equal("queued", (await server.Client.JsonAsync($"analyze/tasks/{waiting}")).Text("status"));
    }

    private static async Task<string> CreateAsync(RunningServer server)
    {
        var asset = await server.AssetAsync();
        using var answer = await server.Client.PostAsync(
            "analyze/tasks",
            $$$$"""{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"prompt":"Summarize"}"""
        );
        return (await answer.JsonAsync(HttpStatusCode.Accepted)).Text("task_id")!;
    }
}
