using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Which evidence the modalities of a query admit.</summary>
internal sealed class Evidences(SearchQuery query)
{
    private readonly bool _speechByWords =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Lexical);

    private readonly bool _speechByMeaning =
        query.Modalities.HasFlag(Modalities.Audio)
        || query.Modalities.HasFlag(Modalities.Transcription) && query.Transcription.HasFlag(TranscriptionMatch.Semantic);

    /// <summary>Objects, on-screen text and titles.</summary>
    public bool Visual { get; } = query.Modalities.HasFlag(Modalities.Visual);

    /// <summary>Whether any line may be found by its words.</summary>
    public bool AnyLinesByWords => Visual || _speechByWords;

    /// <summary>Whether any line may be found by meaning.</summary>
    public bool AnyLinesByMeaning => Visual || _speechByMeaning;

    /// <summary>Whether lines of this kind may be found by their words.</summary>
    public bool ByWords(EvidenceKind kind) => kind == EvidenceKind.Speech ? _speechByWords : Visual;

    /// <summary>Whether lines of this kind may be found by meaning.</summary>
    public bool ByMeaning(EvidenceKind kind) => kind == EvidenceKind.Speech ? _speechByMeaning : Visual;

    /// <summary>The modalities that a line of this kind, found this way, answers.</summary>
    public Modalities AnsweredBy(EvidenceKind kind, bool byWords)
    {
        if (kind != EvidenceKind.Speech)
        {
            return Modalities.Visual;
        }
        var flag = byWords ? TranscriptionMatch.Lexical : TranscriptionMatch.Semantic;
        return Modalities.Audio | (query.Transcription.HasFlag(flag) ? Modalities.Transcription : Modalities.None);
    }
}
