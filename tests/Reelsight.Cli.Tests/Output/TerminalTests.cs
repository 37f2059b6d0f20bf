using Reelsight.Cli.Output;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Reelsight.Cli.Tests.Output;

public sealed class TerminalTests
{
    private const string LongName = "a recording with a name that is longer than any narrow window could show.mp4";

    [Fact]
    public void A_redirected_output_gets_no_table_so_that_its_lines_stay_as_they_are()
    {
        var output = new StringWriter();
        Assert.False(
            CreateTerminal(output)
                .TryWriteTable(
                    ["Name"],
                    [
                        ["dog.mp4"],
                    ]
                )
        );
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void With_json_there_is_no_table_even_on_a_terminal()
    {
        using var screen = new TestConsole();
        var terminal = new Terminal(new StringWriter(), new StringWriter(), json: true, outputScreen: screen);
        Assert.False(
            terminal.TryWriteTable(
                ["Name"],
                [
                    ["dog.mp4"],
                ]
            )
        );
        Assert.Empty(screen.Output);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_table_fits_the_window_and_shows_every_word(int width)
    {
        using var screen = new TestConsole().Width(width);
        var terminal = new Terminal(new StringWriter(), new StringWriter(), json: false, outputScreen: screen);
        Assert.True(
            terminal.TryWriteTable(
                ["State", "Name"],
                [
                    ["ready", LongName],
                    ["[failed]", "x"],
                ]
            )
        );
        Assert.All(screen.Lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.All(LongName.Split(' '), word => Assert.Contains(word, screen.Output, StringComparison.Ordinal));
        Assert.Contains("[failed]", screen.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(120)]
    public async Task Progress_bars_fit_the_window(int width)
    {
        using var screen = new TestConsole().Width(width).Interactive();
        var terminal = new Terminal(new StringWriter(), new StringWriter(), json: false, progressScreen: screen);
        var result = await terminal.ShowProgressAsync(bars =>
        {
            bars.Update("total", 0.5, "1 of 2 done");
            bars.Update("file", null, $"[x] {LongName}: reading");
            terminal.WriteProgress("  [1/2] dog.mp4: indexed");
            bars.Remove("file");
            return Task.FromResult(7);
        });
        Assert.Equal(7, result);
        Assert.All(screen.Lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("[1/2] dog.mp4: indexed", screen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_progress_is_the_lasting_lines_alone()
    {
        var progress = new StringWriter();
        var terminal = new Terminal(new StringWriter(), progress, json: false);
        await terminal.ShowProgressAsync(bars =>
        {
            bars.Update("total", 0.5, "1 of 2 done");
            terminal.WriteProgress("  [1/2] dog.mp4: indexed");
            return Task.FromResult(true);
        });
        Assert.Equal("  [1/2] dog.mp4: indexed" + Environment.NewLine, progress.ToString());
    }

    [Fact]
    public async Task An_error_inside_work_with_progress_is_the_error_of_the_command()
    {
        using var screen = new TestConsole().Interactive();
        var terminal = new Terminal(new StringWriter(), new StringWriter(), json: false, progressScreen: screen);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            terminal.ShowProgressAsync<bool>(_ => throw new InvalidOperationException("The file is broken."))
        );
        Assert.Equal("The file is broken.", error.Message);
    }

    private static Terminal CreateTerminal(TextWriter output) => new(output, new StringWriter(), json: false);
}
