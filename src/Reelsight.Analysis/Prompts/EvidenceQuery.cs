namespace Reelsight.Analysis.Prompts;

/// <summary>A parsed description, question or field name, as a query of the evidence.</summary>
internal sealed record EvidenceQuery
{
    /// <summary>Objects, in order; the first is what the text is about.</summary>
    public required IReadOnlyList<ObjectQuery> Objects { get; init; }

    /// <summary>What they do.</summary>
    public required IReadOnlyList<QueryAction> Actions { get; init; }

    /// <summary>
    /// Other content words, which only speech and writing can answer, with their share of the request: a verb that is not known is most of
    /// what is asked.
    /// </summary>
    public required IReadOnlyList<(string Word, double Weight)> Words { get; init; }

    /// <summary>Phrases in quotation marks.</summary>
    public required IReadOnlyList<string> QuotedPhrases { get; init; }

    /// <summary>Colours that are asked for of nothing in particular.</summary>
    public required IReadOnlyList<string> Colours { get; init; }

    /// <summary>Whether the absence of the objects is queried.</summary>
    public required bool IsNegated { get; init; }

    /// <summary>Whether the text is about speech or on-screen text, so that its nouns are looked up as words.</summary>
    public bool IsAboutText => Actions.Contains(QueryAction.Speech) || Actions.Contains(QueryAction.OnScreenText);

    /// <summary>Whether nothing was found to look for.</summary>
    public bool IsEmpty => Objects.Count == 0 && Actions.Count == 0 && Words.Count == 0 && QuotedPhrases.Count == 0;
}
