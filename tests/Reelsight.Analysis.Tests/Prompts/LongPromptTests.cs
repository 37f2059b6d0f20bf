using System.Text.Json.Nodes;

namespace Reelsight.Analysis.Tests.Prompts;

public sealed class LongPromptTests
{
    private static readonly string _blanks = new(' ', 1_000_000);

    [Theory]
    [InlineData("How many people~are there?", "How many people are there?")]
    [InlineData("Give me a title~", "Give me a title")]
    [InlineData("~Summarize the video.~In one sentence.", "Summarize the video. In one sentence.")]
    [InlineData("What happens between~0:10 and~0:20?", "What happens between 0:10 and 0:20?")]
    public void Blanks_that_no_limit_counts_change_no_answer_and_hang_nothing(string prompt, string plain) =>
        Assert.Equal(
            SampleTimelines.Analyzer.Answer(SampleTimelines.Meeting, plain).Text,
            SampleTimelines.Analyzer.Answer(SampleTimelines.Meeting, prompt.Replace("~", _blanks, StringComparison.Ordinal)).Text
        );

    [Fact]
    public void Blanks_between_the_keys_of_an_answer_hang_nothing_either() =>
        Assert.Equal(
            ["objects", "title"],
            JsonNode
                .Parse(
                    SampleTimelines.Analyzer.Answer(SampleTimelines.Cars, $"Return JSON with the keys{_blanks}title,{_blanks}objects").Text
                )!
                .AsObject()
                .Select(p => p.Key)
                .Order()
        );
}
