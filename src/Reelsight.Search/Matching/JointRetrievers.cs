using System.Collections.Concurrent;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Opens joint embedding spaces for search, each when it is first needed, and keeps them. Thread-safe.</summary>
/// <param name="wordNet">The noun hierarchy.</param>
/// <param name="snapshots">The in-memory snapshots of the indexes.</param>
/// <param name="options">Thresholds and limits.</param>
/// <param name="resolve">Opens the joint space of a visual space, or null to search without joint embeddings.</param>
public sealed class JointRetrievers(WordNet wordNet, SnapshotCache snapshots, SearchOptions options, ResolveVisualSpace? resolve = null)
{
    private readonly ConcurrentDictionary<string, JointRetriever?> _retrievers = new(StringComparer.Ordinal);

    /// <summary>The retriever for footage that was described in a visual space, or null when that has no joint space.</summary>
    internal JointRetriever? Get(string visualSpace) =>
        _retrievers.GetOrAdd(visualSpace, _ =>
            resolve?.Invoke(visualSpace) is { } space ? new JointRetriever(visualSpace, space, wordNet, snapshots, options) : null
        );
}
