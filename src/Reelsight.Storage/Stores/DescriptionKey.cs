namespace Reelsight.Storage.Stores;

/// <summary>A description of a media content.</summary>
/// <param name="ContentHash">The media content.</param>
/// <param name="Stamp">Sequence number of the description: larger each time the media content is described again.</param>
public readonly record struct DescriptionKey(string ContentHash, long Stamp);
