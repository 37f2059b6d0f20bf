using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Tools;

public sealed class FfmpegAgeTests
{
    [Theory]
    [InlineData("5.1.9-0+deb12u1", 2026, false, "Branch 5.1 is of 2022, this build of 2026")]
    [InlineData("5.1.2", 2022, true, "Branch 5.1 is of 2022.")]
    [InlineData("n7.1", 2025, false, "Branch 7.1 is of 2024, this build of 2025")]
    [InlineData("6.1.1-3ubuntu5", 2023, true, "Branch 6.1 is of 2023.")]
    [InlineData("4.4.2", null, true, "Branch 4.4 is of 2021.")]
    [InlineData("N-112233-gabcdef", 2026, false, "This build is of 2026.")]
    [InlineData("unknown", null, false, "not known")]
    public void Age_and_missing_fixes_are_told(string version, int? buildYear, bool isOutdated, string words)
    {
        var age = FfmpegAge.Read(version, buildYear);
        Assert.Equal(isOutdated, age.IsOutdated(2026));
        Assert.Contains(words, age.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_installed_ffmpeg_tells_its_version_and_year()
    {
        var inventory = await ToolInventory.QueryAsync(TestClips.Tools);
        Assert.NotEqual("unknown", inventory.FfmpegVersion);
        Assert.NotEqual("unknown", inventory.FfprobeVersion);
        Assert.InRange(inventory.FfmpegYear ?? 0, 2018, 2100);
        Assert.Contains("h264", inventory.Decoders);
    }
}
