namespace Reelsight.Storage.Backup;

/// <summary>What a backup or a restore did.</summary>
/// <param name="Manifest">The backup.</param>
/// <param name="CopiedFiles">Files copied now.</param>
/// <param name="CopiedBytes">Their size in bytes, the database included.</param>
/// <param name="ReusedFiles">Files that were there from before.</param>
public sealed record BackupReport(BackupManifest Manifest, int CopiedFiles, long CopiedBytes, int ReusedFiles);
