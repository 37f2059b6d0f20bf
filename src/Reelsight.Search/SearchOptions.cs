using Reelsight.Models.Text;

namespace Reelsight.Search;

/// <summary>Turns a sentence into an L2-normalised vector of <see cref="SearchOptions.TextSpace"/>. Called from several threads.</summary>
/// <param name="sentence">Plain words.</param>
public delegate float[] EncodeText(string sentence);

/// <summary>Settings of the search engine.</summary>
public sealed record SearchOptions
{
    /// <summary>The space of the vectors that spoken phrases and written lines have, and that queries are encoded into.</summary>
    public string TextSpace { get; init; } = TextEncoder.Space;

    /// <summary>
    /// Cosine from which a phrase counts as similar in meaning. With the default encoder, paraphrases lie at 0.60-0.79 and unrelated
    /// sentences at 0.01-0.50.
    /// </summary>
    public double MeaningFloor { get; init; } = 0.55;

    /// <summary>Phrases and lines that one query takes from the vectors at most.</summary>
    public int MostSimilarLines { get; init; } = 200;

    /// <summary>Phrases and lines that one query takes from the words at most.</summary>
    public int MostMatchingLines { get; init; } = 1000;

    /// <summary>Moments in an answer at most: what a person or an export may page through.</summary>
    public int MostMoments { get; init; } = 500;

    /// <summary>Rows of vectors from which the scan uses a second thread.</summary>
    public int ParallelRows { get; init; } = 40_000;
}
