using System.Text.Json;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Tests.Output;

public sealed class OutputTests
{
    [Theory]
    [InlineData(0, "0:00:00.0")]
    [InlineData(59.96, "0:00:59.9")]
    [InlineData(61.25, "0:01:01.2")]
    [InlineData(0.3, "0:00:00.3")]
    [InlineData(7322.5, "2:02:02.5")]
    public void A_place_in_a_video_reads_as_hours_minutes_seconds_and_tenths(double sec, string expected) =>
        Assert.Equal(expected, DisplayFormat.FormatTimecode(sec));

    [Fact]
    public void With_json_standard_output_holds_one_document_and_nothing_else()
    {
        var (output, progress) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(output, progress, json: true);
        terminal.WriteLine("for people");
        terminal.WriteProgress("in between");
        terminal.WriteJson(new { FileCount = 2, Reason = (string?)null });
        using var document = JsonDocument.Parse(output.ToString());
        Assert.Equal(2, document.RootElement.GetProperty("file_count").GetInt32());
        Assert.False(document.RootElement.TryGetProperty("reason", out _));
        Assert.Equal("in between" + Environment.NewLine, progress.ToString());
    }

    [Fact]
    public void Without_json_people_get_sentences()
    {
        var output = new StringWriter();
        var terminal = new Terminal(output, new StringWriter(), json: false);
        terminal.WriteJson(new { FileCount = 2 });
        terminal.WriteLine("2 files.");
        Assert.Equal("2 files." + Environment.NewLine, output.ToString());
    }
}
