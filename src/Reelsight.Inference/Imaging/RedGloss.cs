namespace Reelsight.Inference.Imaging;

/// <summary>What a pixel tells about red paint in bright light, which turns to pink of the same hue where it reflects.</summary>
internal enum RedGloss
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Pink of red's hue: a reflection, if there is deep red beside it.</summary>
    Pale,

    /// <summary>Red as strong as paint is in the shade.</summary>
    Deep,
}
