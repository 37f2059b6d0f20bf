using System.Numerics;

namespace Reelsight.Search.Matching;

/// <summary>A passage that matches a query: terms by their words, or the whole query by meaning.</summary>
/// <param name="Passage">Index of the passage in its media content.</param>
/// <param name="Terms">Bit n is set when it contains the words of term n.</param>
/// <param name="Rank">Relevance divided by that of the best passage, 0-1; 0 when no words match.</param>
/// <param name="Cosine">Similarity of meaning; 0 below the threshold.</param>
/// <param name="MeaningWeight">How likely the meaning is the same, 0-1; 0 below the threshold.</param>
internal readonly record struct PassageHit(int Passage, uint Terms, float Rank, float Cosine, float MeaningWeight = 0)
{
    public int TermCount => BitOperations.PopCount(Terms);
}
