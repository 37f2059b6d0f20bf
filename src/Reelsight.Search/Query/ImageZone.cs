namespace Reelsight.Search.Query;

/// <summary>A zone of the frame; two of them together are a corner.</summary>
[Flags]
internal enum ImageZone
{
    /// <summary>On the left.</summary>
    Left = 1,

    /// <summary>On the right.</summary>
    Right = 2,

    /// <summary>At the top.</summary>
    Top = 4,

    /// <summary>At the bottom.</summary>
    Bottom = 8,

    /// <summary>In the middle, horizontally and vertically.</summary>
    Centre = 16,
}
