namespace Reelsight.Storage.Backup;

/// <summary>How far a backup, a check or a restore is.</summary>
/// <param name="FilesDone">Files looked at.</param>
/// <param name="FilesTotal">Files in all.</param>
/// <param name="CopiedFiles">Files copied; the others were there.</param>
/// <param name="CopiedBytes">Their size in bytes.</param>
public sealed record BackupProgress(int FilesDone, int FilesTotal, int CopiedFiles, long CopiedBytes);
