namespace Reelsight.Inference.Packs;

/// <summary>One file of an installed pack; the path is relative to the pack's folder.</summary>
internal sealed record InstalledFile(string Path, long Bytes, string Sha256);
