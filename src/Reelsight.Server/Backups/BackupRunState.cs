using Reelsight.Storage.Backup;

namespace Reelsight.Server.Backups;

/// <summary>A backup that runs or has ended.</summary>
/// <param name="Folder">Where it is written.</param>
/// <param name="StartedAt">UTC.</param>
internal sealed record BackupRunState(string Folder, DateTimeOffset StartedAt)
{
    /// <summary>How far it is.</summary>
    internal BackupProgress Progress { get; init; } = new(0, 0, 0, 0);

    /// <summary>What it did; null until it has ended well.</summary>
    internal BackupReport? Report { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    internal string? Failure { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    internal DateTimeOffset? EndedAt { get; init; }
}
