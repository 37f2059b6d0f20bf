using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

public sealed class TokenRepetitionTrimmerTests
{
    [Fact]
    public void A_phrase_written_again_and_again_is_kept_once()
    {
        List<int> tokens = [7, 8, 9, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
        Assert.True(TokenRepetitionTrimmer.Trim(tokens));
        Assert.Equal([7, 8, 9, 1, 2, 3, 4, 5], tokens);
    }

    [Fact]
    public void Saying_no_three_times_is_not_a_loop()
    {
        List<int> tokens = [7, 4, 5, 4, 5, 4, 5];
        Assert.False(TokenRepetitionTrimmer.Trim(tokens));
        Assert.Equal(7, tokens.Count);
    }
}
