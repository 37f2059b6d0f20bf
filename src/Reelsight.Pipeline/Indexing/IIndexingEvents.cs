using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Indexing;

/// <summary>Told when work ends. May be told the same end again after a crash.</summary>
public interface IIndexingEvents
{
    /// <summary>A video has become ready or has failed.</summary>
    Task VideoFinishedAsync(VideoRecord video, CancellationToken ct);
}
