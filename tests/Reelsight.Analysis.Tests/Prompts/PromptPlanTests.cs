namespace Reelsight.Analysis.Tests.Prompts;

/// <summary>What a prompt is parsed into, at once.</summary>
public sealed class PromptPlanTests
{
    [Fact]
    public void A_plan_holds_window_style_language_and_schema_of_its_prompt()
    {
        var plan = SampleTimelines.Analyzer.ParsePrompt(
            "Between 0:05 and 0:09, list the cars in French as JSON with the keys color and count"
        );
        Assert.Equal((5d, 9d), (plan.Window!.StartSec, plan.Window.EndSec));
        Assert.True(plan.Style.IsList);
        Assert.Equal("French", plan.AnswerLanguage);
        Assert.Equal(["color", "count"], plan.Schema!.Properties.Select(p => p.Name));
        Assert.Equal("cars", Assert.Single(plan.Topic.Objects).Phrase);
    }

    [Fact]
    public void A_plan_gives_the_same_answers_as_its_prompt()
    {
        const string Prompt = "How many cars are there in the first   20 seconds?";
        var plan = SampleTimelines.Analyzer.ParsePrompt(Prompt);
        foreach (var timeline in SampleTimelines.All)
        {
            Assert.Equal(SampleTimelines.Analyzer.Answer(timeline, Prompt).Text, SampleTimelines.Analyzer.AnswerText(timeline, plan).Text);
        }
    }
}
