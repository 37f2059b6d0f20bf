using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Probe;

public sealed class ProbeReportTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{\"streams\":[{\"index\":0,")]
    [InlineData("{\"streams\":[null]}")]
    [InlineData("{\"streams\":null}")]
    [InlineData("{\"streams\":[{\"width\":99999999999}]}")]
    [InlineData("{\"streams\":[{\"disposition\":null}]}")]
    [InlineData("null")]
    public async Task A_report_that_makes_no_sense_is_a_broken_file(string report)
    {
        var path = await TestClips.WriteAsync("some.ogg", () => Task.FromResult("OggS"u8.ToArray()));
        var head = await FileSignature.ReadAsync(path, TestContext.Current.CancellationToken);
        var e = Assert.Throws<MediaException>(() => MediaProbe.ReadReport(new ChildOutput(0, Encoding.UTF8.GetBytes(report), ""), head));
        Assert.NotEmpty(e.Failure.Code);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
    }
}
