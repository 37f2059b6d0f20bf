using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Hosting;

/// <summary>Nobody but its owner reads the data folder.</summary>
public sealed class OwnerOnlyFilesTests : IDisposable
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reelsight-modes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_running_server_writes_is_for_its_owner_alone()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateIndexAsync("films");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("direct"), "method" },
            { new ByteArrayContent(await TestMedia.PictureAsync()), "file", "image.png" },
        };
        (await server.Client.PostAsync(new Uri("assets", UriKind.Relative), form)).Dispose();
        Assert.Empty(ListOpen(server.DataDir));
        Assert.Contains(Directory.EnumerateFiles(server.DataDir, "*", SearchOption.AllDirectories), f =>
            f.Contains("blobs", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_folder_that_an_earlier_version_left_open_is_closed_at_the_start_and_links_are_left_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode open = (UnixFileMode)0b111_101_101;
        var data = Path.Combine(_folder.FullName, "data");
        var inner = Directory.CreateDirectory(Path.Combine(data, "blobs", "default"));
        var file = Path.Combine(inner.FullName, "film.mp4");
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        await File.WriteAllTextAsync(file, "film");
        await File.WriteAllTextAsync(elsewhere, "not ours");
        File.CreateSymbolicLink(Path.Combine(data, "link"), elsewhere);
        foreach (var path in new[] { data, Path.Combine(data, "blobs"), inner.FullName, file, elsewhere })
        {
            File.SetUnixFileMode(path, open);
        }

        await using var app = ReelsightServer.Build(
            new ServerSettings
            {
                DataDir = data,
                Port = 0,
                Workers = 0,
            }
        );
        Assert.Empty(ListOpen(data));
        Assert.Equal(open, File.GetUnixFileMode(elsewhere));
        Assert.Equal("film", await File.ReadAllTextAsync(file));
    }

    private static IEnumerable<string> ListOpen(string folder) =>
        OperatingSystem.IsWindows()
            ? []
            : Directory
                .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Prepend(folder)
                .Where(path => new FileInfo(path) is { LinkTarget: null } entry && (entry.UnixFileMode & Others) != UnixFileMode.None);
}
