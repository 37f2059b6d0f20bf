namespace Reelsight.Inference.Hub;

/// <summary>A file of a repository as the hub lists it.</summary>
/// <param name="Path">Path in the repository, with slashes.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 in hexadecimal digits; null for small files, which the hub knows by their git hash.</param>
/// <param name="GitHash">Git's SHA-1 of the file; null when the SHA-256 is known.</param>
public sealed record HubFile(string Path, long Bytes, string? Sha256, string? GitHash);
