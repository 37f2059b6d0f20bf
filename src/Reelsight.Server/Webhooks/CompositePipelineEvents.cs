using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Reelsight.Pipeline.Indexing;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Webhooks;

/// <summary>Tells all who want to know when a video ended.</summary>
internal sealed class CompositePipelineEvents(params IReadOnlyList<IIndexingEvents> listeners) : IIndexingEvents
{
    /// <inheritdoc/>
    public async Task VideoFinishedAsync(VideoRecord video, CancellationToken ct)
    {
        foreach (var listener in listeners)
        {
            await listener.VideoFinishedAsync(video, ct);
        }
    }
}
