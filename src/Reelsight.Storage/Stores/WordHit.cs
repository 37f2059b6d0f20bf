using Reelsight.Core.Descriptions;

namespace Reelsight.Storage.Stores;

/// <summary>A spoken phrase or a line of on-screen text that matches a <see cref="WordQuery"/>.</summary>
/// <param name="ContentHash">The media content it belongs to.</param>
/// <param name="EvidenceIndex">Its index in <see cref="MediaDescription.Evidence"/>.</param>
/// <param name="Rank">Relevance, positive; larger is better. Comparable within one result only.</param>
public readonly record struct WordHit(string ContentHash, int EvidenceIndex, double Rank);
