namespace Reelsight.Search.Query;

/// <summary>How much of the picture a thing takes up.</summary>
internal enum ObjectSize
{
    /// <summary>Little of it.</summary>
    Small,

    /// <summary>Much of it.</summary>
    Large,
}
