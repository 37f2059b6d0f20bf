using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Snapshots;

/// <summary>A spoken phrase or a line of on-screen text; seconds.</summary>
internal sealed record Passage(EvidenceKind Kind, string Text, double Start, double End, int EvidenceIndex);
