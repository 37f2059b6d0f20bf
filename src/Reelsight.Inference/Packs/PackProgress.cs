namespace Reelsight.Inference.Packs;

/// <summary>Progress of a fetch.</summary>
/// <param name="Package">Package and version.</param>
/// <param name="DoneBytes">Bytes of the package processed, 0 to <paramref name="TotalBytes"/>.</param>
/// <param name="TotalBytes">Size of the tarball.</param>
/// <param name="Step">What is being done: <c>downloading</c>, <c>checking</c>, <c>unpacking</c>, <c>converting</c> or <c>ready</c>.</param>
public sealed record PackProgress(string Package, long DoneBytes, long TotalBytes, string Step);
