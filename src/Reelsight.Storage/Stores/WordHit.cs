using Reelsight.Core.Descriptions;

namespace Reelsight.Storage.Stores;

/// <summary>A phrase or line that holds the words asked for.</summary>
/// <param name="ContentHash">Whose it is.</param>
/// <param name="EvidenceIndex">Its place in <see cref="MediaDescription.Evidence"/>.</param>
/// <param name="Rank">BM25 as a positive number: larger is better.</param>
public readonly record struct WordHit(string ContentHash, int EvidenceIndex, double Rank);
