using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Tests.Describing;

public sealed class TextLineTrackerTests
{
    private readonly TextLineTracker _lines = new();

    [Fact]
    public void A_line_that_stays_is_one_fact_from_first_to_last_reading()
    {
        _lines.Add(0, [Line("EXIT")]);
        _lines.Add(0.5, [Line("EXIT")]);
        _lines.Add(1, [Line("EX1T", confidence: 0.4)]);
        var fact = Assert.Single(_lines.Finish(4));
        Assert.Equal(("EXIT", 0.0, 4.0), (fact.Text, fact.StartSec, fact.EndSec));
    }

    [Fact]
    public void A_line_that_is_gone_ends_half_way_to_the_reading_that_misses_it()
    {
        _lines.Add(2, [Line("EXIT")]);
        _lines.Add(3, []);
        Assert.Equal(2.5, Assert.Single(_lines.Finish(9)).EndSec);
    }

    [Fact]
    public void Typing_grows_one_line_and_the_longest_reading_is_kept()
    {
        _lines.Add(0, [Line("$ ls /u")]);
        _lines.Add(1, [Line("$ ls /usr")]);
        Assert.Equal("$ ls /usr", Assert.Single(_lines.Finish(2)).Text);
    }

    [Fact]
    public void The_same_words_elsewhere_are_another_line()
    {
        _lines.Add(0, [Line("EXIT", y: 0.1f), Line("EXIT", y: 0.8f)]);
        Assert.Equal(2, _lines.Finish(1).Count);
    }

    [Fact]
    public void Other_words_at_the_same_place_are_another_line()
    {
        _lines.Add(0, [Line("DEPARTURES")]);
        _lines.Add(1, [Line("ARRIVALS")]);
        Assert.Equal(["DEPARTURES", "ARRIVALS"], _lines.Finish(2).Select(e => e.Text));
    }

    private static OnScreenTextLine Line(string text, double confidence = 0.9, float y = 0.5f) =>
        new(text, confidence, 0.2f, y, 0.4f, 0.05f);
}
