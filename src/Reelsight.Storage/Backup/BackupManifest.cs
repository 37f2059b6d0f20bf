namespace Reelsight.Storage.Backup;

/// <summary>
/// What a backup folder holds: the file <c>backup.json</c>, which is replaced last, so that it always names a whole backup.
/// </summary>
/// <param name="Version">Version of the layout.</param>
/// <param name="Number">Counts the backups made in the folder, from 1.</param>
/// <param name="CreatedAt">The moment whose state it holds; UTC.</param>
/// <param name="SchemaVersion">Version of the database's schema.</param>
/// <param name="Database">The database as a file of the folder.</param>
/// <param name="List">The list of all other files, one JSON object (<see cref="BackupFile"/>) a line.</param>
/// <param name="FileCount">Number of files in the list.</param>
/// <param name="FileBytes">Their size in bytes.</param>
/// <param name="Faults">Originals that could not be backed up, because they are missing or damaged in the data folder.</param>
public sealed record BackupManifest(
    int Version,
    int Number,
    DateTimeOffset CreatedAt,
    int SchemaVersion,
    BackupFile Database,
    BackupFile List,
    int FileCount,
    long FileBytes,
    IReadOnlyList<string> Faults
);
