using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.CrashProgram;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Crash;

public sealed class CrashTests : IDisposable
{
    private const string Tenant = CrashingProgram.Tenant;
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_and_nothing_is_there_by_half()
    {
        using (var stores = Open())
        {
            await stores.Indexes.AddAsync(
                new IndexRecord
                {
                    Id = CrashingProgram.IndexId,
                    TenantId = Tenant,
                    Name = "films",
                    Models = [],
                    Addons = [],
                    CreatedAt = _clock.GetUtcNow(),
                    UpdatedAt = _clock.GetUtcNow(),
                },
                CancellationToken.None
            );
        }
        var acknowledged = new List<string>();
        for (var round = 1; round <= 3; round++)
        {
            acknowledged.AddRange(await KillAfterAsync(CrashingProgram.AddVideos, lines: 10 * round));
        }

        using var reopened = Open();
        var videos = await reopened.Videos.ListAllAsync(
            Tenant,
            CrashingProgram.IndexId,
            new VideoFilter { Statuses = [VideoStatus.Queued] },
            CancellationToken.None
        );
        Assert.Subset(videos.Select(video => video.Id).ToHashSet(), acknowledged.ToHashSet());
        foreach (var video in videos)
        {
            Assert.NotNull(await reopened.Assets.FindAsync(Tenant, video.Id, CancellationToken.None));
            Assert.NotNull(await reopened.IndexingTasks.FindAsync(Tenant, video.Id, CancellationToken.None));
        }
        Assert.Equal(videos.Count, await reopened.Queue.CountAsync(CancellationToken.None));
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_unit_of_work_whose_process_was_killed_in_between_has_left_nothing()
    {
        await KillAfterAsync(CrashingProgram.AddHalfABatch, lines: 1);

        using var reopened = Open();

        Assert.Empty(await reopened.AnalyzeBatches.ListAllAsync(Tenant, new ResourceFilter(), CancellationToken.None));
        Assert.Empty(await reopened.AnalyzeTasks.ListAllAsync(Tenant, new ResourceFilter(), CancellationToken.None));
        Assert.Equal(0, await reopened.Queue.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Whenever_a_process_is_killed_a_unit_of_work_is_there_whole_or_not_at_all()
    {
        var acknowledged = new List<string>();
        for (var round = 1; round <= 3; round++)
        {
            acknowledged.AddRange((await KillAfterAsync(CrashingProgram.AddBatches, lines: 9 * round)).Where(line => line != "half"));
        }

        using var reopened = Open();
        var batches = await reopened.AnalyzeBatches.ListAllAsync(Tenant, new ResourceFilter(), CancellationToken.None);
        var tasks = await reopened.AnalyzeTasks.ListAllAsync(Tenant, new ResourceFilter(), CancellationToken.None);
        Assert.Subset(batches.Select(batch => batch.Id).ToHashSet(), acknowledged.ToHashSet());
        Assert.Equal(batches.SelectMany(batch => batch.TaskIds).Order(), tasks.Select(task => task.Id).Order());
        Assert.Equal(tasks.Count, await reopened.Queue.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_blob_whose_writer_was_killed_is_nowhere_after_the_next_start()
    {
        await KillAfterAsync(CrashingProgram.PutBlob, lines: 1);
        Assert.NotEmpty(ScratchFiles());

        using var reopened = Open();

        Assert.Empty(ScratchFiles());
        Assert.Empty(Directory.EnumerateFiles(_folder.Combine("blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_data_folder_of_a_newer_version_is_refused_untouched()
    {
        Open().Dispose();
        Scalar("INSERT INTO schema_versions VALUES (999, 0)");

        var failure = Assert.Throws<NewerSchemaException>(() => Open());

        Assert.Contains("schema 999", failure.Message, StringComparison.Ordinal);
        Assert.Contains("start the newer version", failure.Message, StringComparison.Ordinal);
    }

    private ReelsightStores Open() => ReelsightStores.Open(_folder.Path, _clock);

    private IEnumerable<string> ScratchFiles() =>
        Directory.EnumerateFiles(_folder.Combine("scratch"), "original", SearchOption.AllDirectories);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Combine("reelsight.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Starts the program, reads so many lines from it and kills it in the middle of its work.</summary>
    private async Task<List<string>> KillAfterAsync(string work, int lines)
    {
        using var program = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(CrashingProgram).Assembly.Location, work, _folder.Path])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var read = new List<string>();
        while (read.Count < lines && await program.StandardOutput.ReadLineAsync() is { } line)
        {
            read.Add(line);
        }
        program.Kill();
        // Whatever it still said before it died was acknowledged as well.
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            read.Add(line);
        }
        await program.WaitForExitAsync();
        Assert.True(read.Count >= lines, $"The program ended by itself after {read.Count} lines.");
        return read;
    }

    public void Dispose() => _folder.Dispose();
}
