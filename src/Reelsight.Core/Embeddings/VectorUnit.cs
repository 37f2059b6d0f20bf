namespace Reelsight.Core.Embeddings;

/// <summary>What each row of a set of vectors belongs to.</summary>
public enum VectorUnit
{
    /// <summary>Row n is clip n.</summary>
    Clip,

    /// <summary>Row n is evidence n; rows of evidence that is neither speech nor on-screen text are zero.</summary>
    Evidence,
}
