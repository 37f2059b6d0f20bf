using System.Collections.Concurrent;
using System.Security.Cryptography;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Indexing;

/// <summary>Uploads files to an index and waits until each is searchable or has failed. One bad file does not stop the others.</summary>
internal sealed class FileIndexer(ApiClient client, Terminal terminal, TimeProvider time)
{
    // One file is indexed while the next is read and uploaded.
    private const int MaxConcurrentFiles = 2;
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(300);

    private int _done;
    private int _failed;

    /// <summary>Indexes files; the outcomes are in the order of the files.</summary>
    public async Task<IReadOnlyList<FileOutcome>> IndexAsync(string indexId, IReadOnlyList<string> files, CancellationToken ct)
    {
        var outcomes = new FileOutcome[files.Count];
        var sending = new ConcurrentDictionary<string, Task<FileOutcome>>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentFiles, CancellationToken = ct };
        return await terminal.ShowProgressAsync(async bars =>
        {
            ShowTotal(bars, files.Count);
            await Parallel.ForEachAsync(files.Index(), options, async (file, token) =>
            {
                outcomes[file.Index] = await IndexFileAsync(indexId, file.Item, files.Count, sending, bars, token);
            });
            return outcomes;
        });
    }

    private async Task<FileOutcome> IndexFileAsync(
        string indexId,
        string path,
        int total,
        ConcurrentDictionary<string, Task<FileOutcome>> uploads,
        ProgressBars bars,
        CancellationToken ct
    )
    {
        FileOutcome outcome;
        try
        {
            Show(bars, path, null, "reading");
            var sha256 = await HashAsync(path, ct);
            // The same bytes twice in one run: the second waits for the first instead of racing it.
            var gate = new TaskCompletionSource<FileOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = uploads.GetOrAdd(sha256, gate.Task);
            if (first == gate.Task)
            {
                outcome = await UploadAndWaitAsync(indexId, path, sha256, bars, ct);
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
        Finish(bars, outcome, total);
        return outcome;
    }

    private async Task<FileOutcome> UploadAndWaitAsync(string indexId, string path, string sha256, ProgressBars bars, CancellationToken ct)
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
                Show(bars, path, null, "sending");
                taskId = (await client.UploadAsync(indexId, path, sha256, ct)).Id;
            }
            return await WaitAsync(taskId, path, bars, ct);
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

    private async Task<FileOutcome> WaitAsync(string taskId, string path, ProgressBars bars, CancellationToken ct)
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

            Show(bars, path, task.Progress?.Fraction, task.Progress?.Stage ?? task.Status);
            await Task.Delay(_pollInterval, time, ct);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private static void Show(ProgressBars bars, string path, double? fraction, string stage) =>
        bars.Update(path, fraction, $"{Path.GetFileName(path)}: {stage}");

    private void ShowTotal(ProgressBars bars, int total) =>
        bars.Update("total", (double)_done / total, $"{_done} of {total} done{(_failed > 0 ? $", {_failed} failed" : "")}");

    private void Finish(ProgressBars bars, FileOutcome outcome, int total)
    {
        bars.Remove(outcome.Path);
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
        ShowTotal(bars, total);
        terminal.WriteProgress($"  [{done}/{total}] {Path.GetFileName(outcome.Path)}: {how}");
    }
}
