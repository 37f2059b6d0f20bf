namespace Reelsight.Labels.Teaching;

/// <summary>How far a label has come.</summary>
public enum TeachingState
{
    /// <summary>Nothing is marked, or only what does not show it.</summary>
    NeedsExamples,

    /// <summary>Everything that it was shown is an example; there is nothing to tell it from.</summary>
    NeedsContrast,

    /// <summary>It proposes, and nobody can say yet how well.</summary>
    Unmeasured,

    /// <summary>It proposes, and its figures say how well.</summary>
    Measured,
}
