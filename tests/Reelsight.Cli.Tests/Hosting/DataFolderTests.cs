using Reelsight.Cli.Hosting;

namespace Reelsight.Cli.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void One_holder_at_a_time_has_the_folder()
    {
        var folder = new DataFolder(Path.Combine(_temporary.Path, "made", "when", "missing"));
        using (var first = folder.TryLock())
        {
            Assert.NotNull(first);
            Assert.Null(folder.TryLock());
        }
        using var second = folder.TryLock();
        Assert.NotNull(second);
    }

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_can_read_it()
    {
        var folder = new DataFolder(_temporary.Path);
        var (key, made) = folder.GetOrCreateKey();
        Assert.True(made);
        Assert.Equal((key, false), folder.GetOrCreateKey());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder.KeyFile));
        }
    }

    [Fact]
    public void An_announced_server_is_found_until_it_withdraws()
    {
        var folder = new DataFolder(_temporary.Path);
        Assert.Null(folder.ReadEndpoint());
        var endpoint = new ServerEndpoint(new Uri("http://127.0.0.1:7860/"), "tlk_test", 42);
        folder.PublishEndpoint(endpoint);
        Assert.Equal(endpoint, folder.ReadEndpoint());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_temporary.Path, "server.json")));
        }

        folder.RemoveEndpoint();
        Assert.Null(folder.ReadEndpoint());
    }
}
