namespace Reelsight.Storage.Backup;

/// <summary>A file of a backup. Its bytes lie under <c>objects/</c> by their hash, except those of the database and of the list.</summary>
/// <param name="Path">Relative to the data folder, with slashes; for the database and the list, to the backup folder.</param>
/// <param name="SizeBytes">Size.</param>
/// <param name="Sha256">Hash of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="ModifiedAt">When the original was last written; UTC.</param>
public sealed record BackupFile(string Path, long SizeBytes, string Sha256, DateTimeOffset ModifiedAt);
