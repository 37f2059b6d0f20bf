using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Reelsight.TestSupport;

namespace Reelsight.Core.Tests;

public sealed partial class IdGeneratorTests
{
    [Fact]
    public void An_id_is_24_hex_digits_that_begin_with_the_time_and_never_repeat()
    {
        var clock = new ManualClock();
        using var random = RandomNumberGenerator.Create();
        var ids = new IdGenerator(clock, random);

        var first = Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToList();
        clock.Advance(TimeSpan.FromSeconds(1));
        var later = ids.Next();

        Assert.All(first, id => Assert.Matches(TwentyFourHexDigits(), id));
        Assert.Equal(1000, first.Distinct().Count());
        Assert.All(first, id => Assert.True(string.CompareOrdinal(id, later) < 0));
    }

    [GeneratedRegex("^[0-9a-f]{24}$")]
    private static partial Regex TwentyFourHexDigits();
}
