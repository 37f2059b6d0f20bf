namespace Reelsight.Storage.Stores;

/// <summary>A content that is described; the stamp is another, larger one each time that it is described anew.</summary>
public readonly record struct DescriptionKey(string ContentHash, long Stamp);
