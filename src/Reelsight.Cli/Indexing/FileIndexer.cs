using System.Collections.Concurrent;
using System.Security.Cryptography;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Indexing;

/// <summary>Sends files to an index and waits until each is searchable or has failed. One bad file does not stop the others.</summary>
internal sealed class FileIndexer(ApiClient client, Terminal terminal, TimeProvider time)
{
    // One is described while the next is read and sent.
    private const int MaxConcurrentFiles = 2;
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, string> _active = new();
    private int _done;
    private int _failed;

    /// <summary>Indexes files; the outcomes come in the order of the files.</summary>
    public async Task<IReadOnlyList<FileOutcome>> IndexAsync(string indexId, IReadOnlyList<string> files, CancellationToken ct)
    {
        var outcomes = new FileOutcome[files.Count];
        var sending = new ConcurrentDictionary<string, Task<FileOutcome>>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentFiles, CancellationToken = ct };
        await Parallel.ForEachAsync(files.Index(), options, async (file, token) =>
        {
            outcomes[file.Index] = await IndexFileAsync(indexId, file.Item, files.Count, sending, token);
        });
        terminal.ClearStatus();
        return outcomes;
    }

    private async Task<FileOutcome> IndexFileAsync(
        string indexId,
        string path,
        int total,
        ConcurrentDictionary<string, Task<FileOutcome>> uploads,
        CancellationToken ct
    )
    {
        FileOutcome outcome;
        try
        {
            Show(path, "reading", total);
            var sha256 = await HashAsync(path, ct);
            // The same bytes twice in one run: the second waits for the first instead of racing it.
            var gate = new TaskCompletionSource<FileOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = uploads.GetOrAdd(sha256, gate.Task);
            if (first == gate.Task)
            {
                outcome = await UploadAndWaitAsync(indexId, path, sha256, total, ct);
                gate.SetResult(outcome);
            }
            else
            {
                var duplicate = await first.WaitAsync(ct);
                outcome = duplicate with { Path = path, Outcome = duplicate.Outcome == "failed" ? "failed" : "already_indexed" };
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            outcome = new FileOutcome(path, "failed", null, "file_unreadable", cause.Message);
        }
        Finish(outcome, total);
        return outcome;
    }

    private async Task<FileOutcome> UploadAndWaitAsync(string indexId, string path, string sha256, int total, CancellationToken ct)
    {
        try
        {
            if (await client.FindVideoByHashAsync(indexId, sha256, ct) is { } known)
            {
                return new FileOutcome(path, "already_indexed", known.Id);
            }

            var taskId = (await client.FindUnfinishedAsync(indexId, Path.GetFileName(path), sha256, ct))?.Id;
            if (taskId is null)
            {
                Show(path, "sending", total);
                taskId = (await client.UploadAsync(indexId, path, sha256, ct)).Id;
            }
            return await WaitAsync(taskId, path, total, ct);
        }
        catch (ApiErrorException refusal)
        {
            return new FileOutcome(path, "failed", null, refusal.Code, refusal.Message);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return new FileOutcome(path, "failed", null, "file_unreadable", cause.Message);
        }
    }

    private async Task<FileOutcome> WaitAsync(string taskId, string path, int total, CancellationToken ct)
    {
        while (true)
        {
            var task = await client.GetTaskAsync(taskId, ct);
            if (task.Status == "ready")
            {
                return new FileOutcome(path, "indexed", task.VideoId);
            }

            if (task.Status == "failed")
            {
                return new FileOutcome(path, "failed", task.VideoId, task.Error?.Code, task.Error?.Message ?? "The server gave no reason.");
            }

            Show(path, task.Progress is { } progress ? $"{progress.Stage} {progress.Fraction:0%}" : task.Status, total);
            await Task.Delay(_pollInterval, time, ct);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private void Show(string path, string stage, int total)
    {
        _active[path] = $"{Path.GetFileName(path)}: {stage}";
        terminal.ShowStatus(
            $"  {_done} of {total} done{(_failed > 0 ? $", {_failed} failed" : "")} | {string.Join(" | ", _active.Values.Order())}"
        );
    }

    private void Finish(FileOutcome outcome, int total)
    {
        _active.TryRemove(outcome.Path, out _);
        var done = Interlocked.Increment(ref _done);
        if (outcome.Outcome == "failed")
        {
            Interlocked.Increment(ref _failed);
        }

        var how = outcome.Outcome switch
        {
            "indexed" => "indexed",
            "already_indexed" => "was indexed before",
            _ => $"failed: {outcome.Reason}",
        };
        terminal.WriteProgress($"  [{done}/{total}] {Path.GetFileName(outcome.Path)}: {how}");
    }
}
