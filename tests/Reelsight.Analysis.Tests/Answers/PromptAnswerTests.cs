using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Tests.Answers;

public sealed partial class PromptAnswerTests
{
    private static string Ask(VideoTimeline timeline, string prompt) => SampleTimelines.Analyzer.Answer(timeline, prompt).Text;

    [Theory]
    [InlineData("Summarize the video")]
    [InlineData("What happens between 0:10 and 0:20?")]
    [InlineData("Chapters, highlights, title, topics and hashtags please")]
    [InlineData("How many people are there? When does a car come in? What is said about the budget? What text is shown?")]
    [InlineData("What colour is the car, and where on the screen is the bus?")]
    [InlineData("List all objects")]
    [InlineData("Describe the people")]
    public void Every_claim_is_supported_by_facts_or_says_what_is_not_known(string prompt)
    {
        foreach (var timeline in SampleTimelines.All)
        {
            var answer = SampleTimelines.Analyzer.Answer(timeline, prompt);
            Assert.NotEmpty(answer.Claims);
            foreach (var claim in answer.Claims)
            {
                Assert.Contains(claim.Text, answer.Text, StringComparison.Ordinal);
                if (claim.Facts.Count == 0)
                {
                    Assert.Matches("(?i)nothing|nobody|no |none|not |cannot|only in", claim.Text);
                }
                else
                {
                    Assert.All(Times(ChapterRange().Replace(claim.Text, "")), at =>
                        Assert.Contains(claim.Facts, f => f.StartSec < at + 1 && at <= f.EndSec)
                    );
                }
            }
        }
    }

    [Theory]
    [InlineData("How many people are there?", "At most three people at once, from 0:20 to 0:40")]
    [InlineData("Is there a person in orange?", "Yes: from 0:20 to 0:40.")]
    [InlineData("Is there an elephant?", "no elephant was recognised")]
    [InlineData("What is said about the budget?", "0:05 “The budget grew by ten percent.”\n0:30 “Questions about the budget?”")]
    [InlineData("What text is on screen?", "“Quarterly results” (from 0:00 to 0:09)")]
    [InlineData("Give me a title", "Two people, with “Quarterly results” on screen")]
    [InlineData("How many shots are there?", "Two shots; the picture changes at 0:20.")]
    [InlineData("How long is the video?", "The video is 40 seconds long.")]
    public void A_question_gets_the_answer_that_the_evidence_holds(string prompt, string expected) =>
        Assert.Contains(expected, Ask(SampleTimelines.Meeting, prompt), StringComparison.Ordinal);

    [Theory]
    [InlineData("What is the mood?", "feelings, moods or tones")]
    [InlineData("Who is in the video?", "who a person is")]
    [InlineData("Where was this filmed?", "places or settings")]
    [InlineData("Why did they meet?", "reasons or intentions")]
    [InlineData("What music is playing?", "music")]
    public void What_cannot_be_known_is_said_to_be_so(string prompt, string what)
    {
        var answer = SampleTimelines.Analyzer.Answer(SampleTimelines.Meeting, prompt);
        Assert.Contains(what, answer.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be told", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Claims, c => Assert.Empty(c.Facts));
    }

    [Fact]
    public void A_video_without_evidence_is_said_to_hold_nothing_and_no_sentence_is_made_up() =>
        Assert.Equal(
            "Nothing was recognised in this video: no everyday object, no speech and no writing.",
            Ask(SampleTimelines.Blank, "Describe the video in detail")
        );

    [Fact]
    public void A_thing_that_the_detector_doubts_is_told_only_when_asked_for_and_as_a_possibility()
    {
        Assert.DoesNotContain("bench", Ask(SampleTimelines.Cars, "Summarize the video"), StringComparison.Ordinal);
        Assert.StartsWith("Possibly", Ask(SampleTimelines.Cars, "Is there a bench?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is there an astronaut?", "astronaut")]
    [InlineData("Is there a woman in orange?", "woman")]
    [InlineData("How many firefighters are there?", "firefighters")]
    [InlineData("When does the goalkeeper appear?", "goalkeeper")]
    [InlineData("What colour is the astronaut?", "astronaut")]
    [InlineData("Where in the picture is the firefighter?", "firefighter")]
    [InlineData("Which astronauts can be seen?", "astronauts")]
    [InlineData("Describe the goalkeeper", "goalkeeper")]
    public void A_narrower_word_than_what_was_seen_is_left_open(string prompt, string word)
    {
        var answer = Ask(SampleTimelines.Meeting, prompt);
        Assert.DoesNotContain("Yes", answer, StringComparison.Ordinal);
        Assert.Contains($"not whether it is “{word}”", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is there a person with a helmet?")]
    [InlineData("Is there a person dancing?")]
    public void A_question_with_a_word_still_open_is_not_answered_with_yes(string prompt) =>
        Assert.DoesNotContain("Yes", Ask(SampleTimelines.Meeting, prompt), StringComparison.Ordinal);

    [Fact]
    public void A_summary_tells_who_comes_and_goes_in_order_of_time() =>
        Assert.Equal(
            "A white car comes in from the left at 0:04, moves to the right and goes out on the right at 0:08. "
                + "A bus comes in from the bottom at 0:14, moves upwards in the picture and goes out at the top at 0:20. "
                + "A red car comes into view at 0:15 and is no longer seen after 0:18.",
            Ask(SampleTimelines.Cars, "Summarize this video.")
        );

    [Fact]
    public void Length_form_window_and_language_are_those_asked_for()
    {
        Assert.Single(SampleTimelines.Analyzer.Answer(SampleTimelines.Cars, "Summarize in one sentence.").Claims);
        Assert.True(Ask(SampleTimelines.Cars, "Summarize in at most 12 words").Split(' ').Length <= 12);
        Assert.All(Ask(SampleTimelines.Cars, "List all objects as bullets").Split('\n'), line =>
            Assert.StartsWith("- ", line, StringComparison.Ordinal)
        );
        Assert.StartsWith("1. ", Ask(SampleTimelines.Cars, "Give a numbered list of the objects"), StringComparison.Ordinal);
        Assert.DoesNotContain("bus", Ask(SampleTimelines.Cars, "What happens in the first 10 seconds?"), StringComparison.Ordinal);
        Assert.Contains("it ends at 0:30", Ask(SampleTimelines.Cars, "What happens after 1:30?"), StringComparison.Ordinal);
        Assert.Contains("English only", Ask(SampleTimelines.Cars, "Summarize the video in French"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_question_has_the_same_answer_and_is_not_repeated_in_it()
    {
        const string Prompt = "Please provide a comprehensive overview of everything";
        Assert.Equal(Ask(SampleTimelines.Meeting, Prompt), Ask(SampleTimelines.Meeting, Prompt));
        Assert.DoesNotContain("comprehensive", Ask(SampleTimelines.Meeting, Prompt), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Several_things_asked_for_in_one_sentence_are_all_answered_under_their_names()
    {
        var lines = Ask(SampleTimelines.Meeting, "Give me a title, topics and hashtags.").Split('\n');
        Assert.Equal(["Title", "Topics", "Hashtags"], lines.Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_question_about_them_is_about_what_was_asked_before() =>
        Assert.EndsWith(
            " From 0:04 to 0:06.",
            Ask(SampleTimelines.Cars, "How many white cars are there and when do they come in?"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Fasse das Video auf Deutsch zusammen.", "German")]
    [InlineData("Que se passe-t-il dans cette vidéo ?", "French")]
    [InlineData("¿Qué ocurre en el vídeo y cuándo?", "Spanish")]
    [InlineData("この動画で何が起きますか", "Japanese")]
    [InlineData("Что происходит на видео?", "Russian")]
    public void A_prompt_in_another_language_is_told_that_only_English_is_read_and_gets_the_summary(string prompt, string language)
    {
        var answer = Ask(SampleTimelines.Cars, prompt);
        Assert.StartsWith($"Questions are read and answered in English only, not in {language}", answer, StringComparison.Ordinal);
        Assert.Contains("A white car comes in", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Chapters_cover_the_video_without_gaps_and_change_where_it_does()
    {
        var chapters = VideoAnalyzer.BuildChapters(SampleTimelines.Meeting);
        Assert.Equal(0, chapters[0].StartSec);
        Assert.Equal(40, chapters[^1].EndSec);
        Assert.All(chapters.Zip(chapters.Skip(1)), pair => Assert.Equal(pair.First.EndSec, pair.Second.StartSec));
        Assert.Contains(chapters, c => c.StartSec == 20);
        Assert.All(chapters, c =>
            Assert.All(c.Claims.SelectMany(claim => claim.Facts), f => Assert.True(f.Overlaps(c.StartSec, c.EndSec)))
        );
    }

    [Fact]
    public void Highlights_are_the_rare_things_and_lie_where_their_facts_do()
    {
        var highlights = VideoAnalyzer.BuildHighlights(SampleTimelines.Cars);
        Assert.Contains(highlights, h => h.StartSec == 4 && h.EndSec == 8);
        Assert.All(highlights, h => Assert.All(h.Claims.SelectMany(c => c.Facts), f => Assert.True(f.Overlaps(h.StartSec, h.EndSec))));
        Assert.Empty(VideoAnalyzer.BuildHighlights(SampleTimelines.Blank));
    }

    // Where a chapter begins and ends divides the video and states nothing of it.
    [System.Text.RegularExpressions.GeneratedRegex(@"^\d+:\d{2}–\d+:\d{2} ")]
    private static partial System.Text.RegularExpressions.Regex ChapterRange();

    private static IEnumerable<double> Times(string text) =>
        System
            .Text.RegularExpressions.Regex.Matches(text, @"\b(\d+):(\d{2})\b")
            .Select(m => int.Parse(m.Groups[1].Value) * 60.0 + int.Parse(m.Groups[2].Value));
}
