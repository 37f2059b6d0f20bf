namespace Reelsight.Search.Query;

/// <summary>How much of the frame an object fills.</summary>
internal enum ObjectSize
{
    /// <summary>A small part.</summary>
    Small,

    /// <summary>A large part.</summary>
    Large,
}
