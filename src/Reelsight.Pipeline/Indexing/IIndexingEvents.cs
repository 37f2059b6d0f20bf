using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Indexing;

/// <summary>Is notified when indexing ends; after a crash possibly twice.</summary>
public interface IIndexingEvents
{
    /// <summary>Called when a video has become ready or has failed.</summary>
    Task VideoFinishedAsync(VideoRecord video, CancellationToken ct);
}
