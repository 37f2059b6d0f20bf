namespace Reelsight.Search.Query;

/// <summary>One clause of a query, read.</summary>
/// <param name="Terms">What it asks for: at most <see cref="MaxTerms"/> from its words, then those with pictures.</param>
/// <param name="Sentence">The words without operators, for the encoder; empty when only exact matches are asked for.</param>
/// <param name="Constraints">What must hold all along a moment.</param>
internal sealed record ParsedClause(IReadOnlyList<QueryTerm> Terms, string Sentence, IReadOnlyList<QueryConstraint> Constraints)
{
    /// <summary>A longer text is a sentence to be matched by meaning; its first words say what it is about.</summary>
    public const int MaxTerms = 16;

    /// <summary>Sum of the parts' weights.</summary>
    public double Weight => Terms.Sum(term => term.Weight);

    /// <summary>The same query; when it asks for nothing but restrictions, they are what it asks for.</summary>
    public ParsedClause WithConstraintsAsTerm()
    {
        if (Terms.Count > 0 || !Constraints.Any(constraint => constraint.CanStandAlone))
        {
            return this;
        }
        var text = string.Join(", ", Constraints.Select(constraint => constraint.Text));
        return this with
        {
            Terms =
            [
                new QueryTerm
                {
                    Text = text,
                    Noun = text,
                    WordSequences = [],
                    MatchMode = WordMatchMode.None,
                    Weight = 1,
                    IsHead = true,
                    Constraints = Constraints,
                },
            ],
        };
    }

    /// <summary>
    /// The same query where nothing that is seen may answer: whoever speaks is somebody, so who it is need not be found, nor how it lies to
    /// other things.
    /// </summary>
    public ParsedClause ForAudioOnly() =>
        Constraints.Any(constraint => constraint.Condition == MeasuredCondition.Speech)
            ? this with
            {
                Terms = [.. Terms.Where(term => term.Relation is null && !term.IsPerson)],
            }
            : this;

    /// <summary>
    /// The same query with pictures and entities. The pictures are one part, each entity another; each weighs as much as all the words.
    /// </summary>
    public ParsedClause WithImages(IReadOnlyList<QueryImage> images, IReadOnlyList<QueryImage> entities)
    {
        var weight = Terms.Count == 0 ? 1 : Weight;
        IEnumerable<IReadOnlyList<QueryImage>> shown = entities.Select(entity => (IReadOnlyList<QueryImage>)[entity]);
        return this with
        {
            Terms =
            [
                .. Terms,
                .. (images.Count == 0 ? shown : shown.Prepend(images)).Select(together => new QueryTerm
                {
                    Text = string.Join(", ", together.Select(image => image.Name)),
                    Noun = together[0].Name,
                    WordSequences = [],
                    MatchMode = WordMatchMode.None,
                    Weight = weight,
                    IsHead = true,
                    Images = together,
                }),
            ],
        };
    }
}
