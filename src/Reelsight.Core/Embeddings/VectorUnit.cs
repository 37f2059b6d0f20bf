namespace Reelsight.Core.Embeddings;

/// <summary>What a set of vectors stands for, row by row.</summary>
public enum VectorUnit
{
    /// <summary>Row n is clip n.</summary>
    Clip,

    /// <summary>Row n is evidence n (rows of other kinds than speech and on-screen text are zero).</summary>
    Evidence,
}
