using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Hosting;

/// <summary>What a client does: create, upload, ask until it is over.</summary>
internal static class Requests
{
    /// <summary>
    /// After so long something hangs. No promise of speed: a machine that does ten other things at once keeps well within.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static MultipartFormDataContent Form(params IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    /// <summary>Uploads a file as a task; returns the task as created.</summary>
    public static async Task<JsonElement> UploadAsync(this HttpClient client, string indexId, string path, string? name = null)
    {
        using var form = Form(("index_id", indexId));
        form.Add(new StreamContent(File.OpenRead(path)), "video_file", name ?? Path.GetFileName(path));
        using var answer = await client.PostAsync("tasks", form);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>Makes an asset of a URL; returns its id.</summary>
    public static async Task<string> LinkAsync(this HttpClient client, string url)
    {
        using var form = Form(("method", "url"), ("url", url));
        using var answer = await client.PostAsync("assets", form);
        return (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    public static Task<JsonElement> TaskEndAsync(this HttpClient client, string taskId) => UntilAsync(client, $"tasks/{taskId}", IsOver);

    public static Task<JsonElement> AssetEndAsync(this HttpClient client, string assetId) =>
        UntilAsync(client, $"assets/{assetId}", IsOver);

    /// <summary>Uploads a file and waits until it is ready or failed.</summary>
    public static async Task<JsonElement> IndexAsync(this HttpClient client, string indexId, string path) =>
        await client.TaskEndAsync((await client.UploadAsync(indexId, path)).Id());

    /// <summary>Waits until a task is in the middle of its longest stage, with every model loaded.</summary>
    public static Task<JsonElement> UntilLookedAtAsync(this HttpClient client, string taskId) =>
        client.UntilAsync($"tasks/{taskId}", task =>
            task.TryGetProperty("progress", out var progress)
            && progress.Text("stage") == "picture"
            && progress.GetProperty("fraction").GetDouble() > 0
        );

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient client, string path, Func<JsonElement, bool> wanted)
    {
        var last = default(JsonElement);
        await UntilAsync(async () => wanted(last = await client.JsonAsync(path)), () => $"{path} never was as wanted; at last {last}");
        return last;
    }

    /// <summary>Waits until something holds that nobody announces.</summary>
    public static Task UntilAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        UntilAsync(() => Task.FromResult(holds()), () => $"Never held: {what}");

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> complaint)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!await holds())
            {
                await ticks.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException(complaint());
        }
    }

    /// <summary>Checks the failure of a task or asset: its code, and a sentence that holds the word.</summary>
    public static void AssertFailed(JsonElement subject, string code, string word)
    {
        Assert.True(subject.Text("status") == "failed", subject.ToString());
        var error = subject.GetProperty("error");
        Assert.Equal(code, error.Text("code"));
        Assert.Contains(word, error.Text("message"), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"^[^a-z].{15,}[.)]$", error.Text("message"));
    }

    public static async Task DeleteAsync(this HttpClient client, string path)
    {
        using var answer = await client.DeleteAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static bool IsOver(JsonElement subject) => subject.Text("status") is "ready" or "failed";
}
