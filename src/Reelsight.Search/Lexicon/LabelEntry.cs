using System.Collections.Frozen;

namespace Reelsight.Search.Lexicon;

/// <summary>One label: its sense key (some have none), and keys of kinds it belongs to that WordNet does not give it.</summary>
public sealed record LabelEntry(string Label, string? SenseKey, IReadOnlyList<string> ExtraKinds);
