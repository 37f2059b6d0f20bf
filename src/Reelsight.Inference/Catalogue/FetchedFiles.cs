namespace Reelsight.Inference.Catalogue;

/// <summary>Verified files of a source, before they become a pack.</summary>
/// <param name="Folder">Where they lie, by the paths that they have at the source.</param>
/// <param name="Paths">Those paths.</param>
/// <param name="Origin">The source, with what it was pinned to.</param>
/// <param name="Licence">Licence that the source states; null when it states none.</param>
internal sealed record FetchedFiles(string Folder, IReadOnlyList<string> Paths, string Origin, string? Licence);
