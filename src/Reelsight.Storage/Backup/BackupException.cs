namespace Reelsight.Storage.Backup;

/// <summary>A backup cannot be made, read or restored. The message is a sentence that names the cause and the way out.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
