using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.EndToEnd.Tests.Faults;

/// <summary>The server as a process: killed, stopped, started twice.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_kill_in_the_middle_the_work_goes_on_and_finished_stages_are_not_done_again()
    {
        var data = _folder.Combine("data");
        string index,
            taskId,
            waitingId,
            videoId;
        await using (var first = await ServerProcess.StartAsync(data))
        {
            index = await first.CreateIndexAsync("films");
            var task = await first.Client.UploadAsync(index, await GeneratedMedia.FilmAsync(24, 640));
            (taskId, videoId) = (task.Id(), task.Text("video_id")!);
            waitingId = (await first.Client.UploadAsync(index, await GeneratedMedia.FilmAsync())).Id();
            await Requests.UntilAsync(() => Database(data, "SELECT COUNT(*) FROM stage_outputs WHERE stage = 'sound'") == 1);
            await first.KillAsync();
        }
        Assert.Equal(0, Database(data, "SELECT COUNT(*) FROM stage_outputs WHERE stage = 'picture'"));
        // A word that nobody said: it can only be found if the stored output is used as it is.
        Database(
            data,
            "UPDATE stage_outputs SET output = @output WHERE stage = 'sound' RETURNING 1",
            Zip(
                """
                {"Phrases":[{"Kind":1,"Text":"marmalade","StartSec":1,"EndSec":2,"Source":"test","Sightings":[],"Alternatives":[],
                 "Colours":[],"Moving":false}],"Audible":true,"LoudnessDb":[],"EndSec":24}
                """
            )
        );

        // As if the kill had come between the last byte of an upload and its row.
        var orphan = Directory.CreateDirectory(Path.Combine(data, "blobs", "default", "aa", new string('a', 64))).FullName;

        await using var second = await ServerProcess.StartAsync(data);
        await Requests.UntilAsync(() => !Directory.Exists(orphan));
        Assert.Equal("ready", (await second.Client.TaskEndAsync(taskId)).Text("status"));
        Assert.Equal("ready", (await second.Client.TaskEndAsync(waitingId)).Text("status"));
        var video = await second.Client.JsonAsync($"indexes/{index}/videos/{videoId}?transcription=true");
        Assert.Equal("marmalade", video.GetProperty("transcription")[0].Text("value"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data, "work")));
    }

    [Fact]
    public async Task A_stopped_server_gives_its_job_back_at_once_and_leaves_no_secret_in_its_log()
    {
        var data = _folder.Combine("data");
        string taskId;
        await using (var first = await ServerProcess.StartAsync(data))
        {
            var index = await first.CreateIndexAsync("films");
            taskId = (await first.Client.UploadAsync(index, await GeneratedMedia.FilmAsync(24, 640))).Id();
            // Loading a model cannot be interrupted, and stopping has a limit of time.
            await first.Client.UntilLookedAtAsync(taskId);

            await using var other = await ServerProcess.RefusedAsync(data);
            Assert.Equal(3, other.ExitCode);
            Assert.Contains("already uses the data folder", other.Log, StringComparison.Ordinal);

            await first.StopAsync();
            Assert.Equal(0, first.ExitCode);
            Assert.DoesNotContain(ServerProcess.Key, first.Log, StringComparison.Ordinal);
            Assert.DoesNotContain("fail", first.Log, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(0, Database(data, "SELECT COUNT(*) FROM jobs WHERE lease IS NOT NULL OR attempt > 0"));
        Assert.False(File.Exists(Path.Combine(data, "server.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data, "work")));
    }

    [Fact]
    public async Task A_data_folder_that_is_no_data_folder_is_refused_with_a_sentence()
    {
        var data = Directory.CreateDirectory(_folder.Combine("data")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(data, "reelsight.db"),
            string.Concat(Enumerable.Repeat("This is a shopping list.\n", 100))
        );
        await using var server = await ServerProcess.RefusedAsync(data);
        Assert.Equal(3, server.ExitCode);
        Assert.StartsWith("reelsight: ", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Log, StringComparison.Ordinal);
    }

    private static long Database(string data, string sql, byte[]? output = null)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "reelsight.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (output is not null)
        {
            command.Parameters.AddWithValue("@output", output);
        }

        return (long)command.ExecuteScalar()!;
    }

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }
}
