namespace Reelsight.Inference.Catalogue;

/// <summary>What a pack of the catalogue is for.</summary>
public static class CatalogueRoles
{
    /// <summary>Places images and texts in one space.</summary>
    public const string ImageText = "image-text";

    /// <summary>Writes down speech.</summary>
    public const string Speech = "speech";

    /// <summary>Finds objects.</summary>
    public const string Detector = "detector";
}
