using System.Numerics;

namespace Reelsight.Search.Matching;

/// <summary>What a phrase or line answers: parts by their words, and all of the query by meaning.</summary>
/// <param name="Passage">Its place among the content's lines.</param>
/// <param name="Terms">Bit n is set when it holds the words of part n.</param>
/// <param name="Rank">BM25 over that of the best line, 0-1; 0 when no words match.</param>
/// <param name="Cosine">Similarity of meaning; 0 when below the floor.</param>
internal readonly record struct PassageHit(int Passage, uint Terms, float Rank, float Cosine)
{
    public int TermCount => BitOperations.PopCount(Terms);
}
