namespace Reelsight.Search.Query;

/// <summary>One clause of a parsed query.</summary>
/// <param name="Terms">What it asks for: at most <see cref="MaxTerms"/> terms from its words, then those with images.</param>
/// <param name="Sentence">The words without operators, for the text encoder; empty when only exact matches are asked for.</param>
/// <param name="Constraints">What must hold throughout a moment.</param>
internal sealed record ParsedClause(IReadOnlyList<QueryTerm> Terms, string Sentence, IReadOnlyList<QueryConstraint> Constraints)
{
    /// <summary>Maximum number of terms from words. The rest of a longer text is matched by meaning only.</summary>
    public const int MaxTerms = 16;

    /// <summary>Sum of the terms' weights.</summary>
    public double Weight => Terms.Sum(term => term.Weight);

    /// <summary>Makes the constraints a term of their own when the clause has nothing else.</summary>
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
    /// Drops what only visual evidence can match: people, because whoever speaks is one, and spatial relations.
    /// </summary>
    public ParsedClause ForAudioOnly() =>
        Constraints.Any(constraint => constraint.Condition == MeasuredCondition.Speech)
            ? this with
            {
                Terms = [.. Terms.Where(term => term.Relation is null && !term.IsPerson)],
            }
            : this;

    /// <summary>
    /// Adds images and entities. All images are one term and each entity is another; each weighs as much as all words together.
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
