using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Matching;

/// <summary>Which evidence the modalities of a query admit.</summary>
internal sealed class EvidenceFilter(SearchQuery query)
{
    private readonly bool _allowsSpeechKeywords =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Lexical);

    private readonly bool _allowsSpeechSemantics =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Semantic);

    /// <summary>Objects, on-screen text and titles.</summary>
    public bool AllowsVisual { get; } = query.Modalities.HasFlag(Modalities.Visual);

    /// <summary>Whether any line may be found by its words.</summary>
    public bool AllowsKeywords => AllowsVisual || _allowsSpeechKeywords;

    /// <summary>Whether any line may be found by meaning.</summary>
    public bool AllowsSemantics => AllowsVisual || _allowsSpeechSemantics;

    /// <summary>Whether lines of this kind may be found by their words.</summary>
    public bool AllowsKeywordsOf(EvidenceKind kind) => kind == EvidenceKind.Speech ? _allowsSpeechKeywords : AllowsVisual;

    /// <summary>Whether lines of this kind may be found by meaning.</summary>
    public bool AllowsSemanticsOf(EvidenceKind kind) => kind == EvidenceKind.Speech ? _allowsSpeechSemantics : AllowsVisual;

    /// <summary>The modalities that a line of this kind, found this way, answers.</summary>
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
