using Reelsight.Cli.Errors;
using Reelsight.Cli.Indexing;

namespace Reelsight.Cli.Tests.Indexing;

public sealed class MediaFilesTests : IDisposable
{
    private static readonly byte[] _mp4Head = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0];
    private static readonly byte[] _heicHead = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_media_by_name_or_content_and_nothing_else()
    {
        var broken = _folder.File("deep/er/broken.MOV", []);
        var unnamed = _folder.File("recording", _mp4Head);
        _folder.File("notes.txt", "ftyp is a word"u8.ToArray());
        _folder.File("photo", _heicHead);
        _folder.File("picture.webp", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8]);
        _folder.File("empty", []);
        _folder.File(".hidden.mp4", _mp4Head);
        Assert.Equal([broken, unnamed], MediaFiles.Find([_folder.Path]));
    }

    [Fact]
    public void A_file_that_is_named_is_taken_whatever_it_looks_like()
    {
        var notes = _folder.File("notes.txt", "words"u8.ToArray());
        Assert.Equal([notes], MediaFiles.Find([notes, notes]));
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_a_mistake_of_the_command_line()
    {
        var failure = Assert.Throws<CommandException>(() => MediaFiles.Find([Path.Combine(_folder.Path, "gone.mp4")]));
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Contains("gone.mp4", failure.Message, StringComparison.Ordinal);
    }
}
