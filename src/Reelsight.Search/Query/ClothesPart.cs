namespace Reelsight.Search.Query;

/// <summary>The part of the body on which clothes are worn.</summary>
internal enum ClothesPart
{
    /// <summary>Chest and arms: shirt, jacket, dress.</summary>
    Upper,

    /// <summary>Legs: trousers, skirt.</summary>
    Lower,
}
