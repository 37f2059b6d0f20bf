namespace Reelsight.Search.Maps;

/// <summary>What a point of a map stands for.</summary>
public enum MapUnit
{
    /// <summary>A clip of a video.</summary>
    Clip,

    /// <summary>A whole video.</summary>
    Video,
}
