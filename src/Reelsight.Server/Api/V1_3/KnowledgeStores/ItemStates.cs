using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>The API's words for the states of items.</summary>
internal static class ItemStates
{
    private static readonly (string Name, VideoStatus State)[] _all =
    [
        ("queued", VideoStatus.Pending),
        ("pending", VideoStatus.Queued),
        ("processing", VideoStatus.Indexing),
        ("ready", VideoStatus.Ready),
        ("failed", VideoStatus.Failed),
    ];

    internal static readonly string[] Names = [.. _all.Select(s => s.Name)];

    internal static string GetName(VideoStatus state) => _all.First(s => s.State == state).Name;

    internal static VideoStatus Parse(string name) => _all.First(s => s.Name == name).State;
}
