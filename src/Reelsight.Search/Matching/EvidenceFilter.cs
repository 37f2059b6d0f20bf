using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Matching;

/// <summary>Says which evidence the modalities of a query admit.</summary>
internal sealed class EvidenceFilter(SearchQuery query)
{
    private readonly bool _allowsSpeechKeywords =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Lexical);

    private readonly bool _allowsSpeechSemantics =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Semantic);

    /// <summary>Whether objects, on-screen text and titles are admitted.</summary>
    public bool AllowsVisual { get; } = query.Modalities.HasFlag(Modalities.Visual);

    /// <summary>Whether any passages may be found by their words.</summary>
    public bool AllowsKeywords => AllowsVisual || _allowsSpeechKeywords;

    /// <summary>Whether any passages may be found by meaning.</summary>
    public bool AllowsSemantics => AllowsVisual || _allowsSpeechSemantics;

    /// <summary>Whether passages of a kind may be found by their words.</summary>
    public bool AllowsKeywordsOf(EvidenceKind kind) => kind == EvidenceKind.Speech ? _allowsSpeechKeywords : AllowsVisual;

    /// <summary>Whether passages of a kind may be found by meaning.</summary>
    public bool AllowsSemanticsOf(EvidenceKind kind) => kind == EvidenceKind.Speech ? _allowsSpeechSemantics : AllowsVisual;

    /// <summary>The modalities of a passage of a kind, found by its words or by meaning.</summary>
    public Modalities GetModalities(EvidenceKind kind, bool byWords)
    {
        if (kind != EvidenceKind.Speech)
        {
            return Modalities.Visual;
        }
        var flag = byWords ? TranscriptionMatch.Lexical : TranscriptionMatch.Semantic;
        return Modalities.Audio | (query.Transcription.HasFlag(flag) ? Modalities.Transcription : Modalities.None);
    }
}
