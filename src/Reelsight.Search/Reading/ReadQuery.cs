namespace Reelsight.Search.Reading;

/// <summary>One clause of a query, read.</summary>
/// <param name="Parts">What it asks for: at most <see cref="MostParts"/> from its words, then those with pictures.</param>
/// <param name="Sentence">The words without operators, for the encoder; empty when only exact matches are asked for.</param>
/// <param name="Restrictions">What must hold all along a moment.</param>
internal sealed record ReadQuery(IReadOnlyList<QueryPart> Parts, string Sentence, IReadOnlyList<Restriction> Restrictions)
{
    /// <summary>A longer text is a sentence to be matched by meaning; its first words say what it is about.</summary>
    public const int MostParts = 16;

    /// <summary>Sum of the parts' weights.</summary>
    public double Weight => Parts.Sum(part => part.Weight);

    /// <summary>The same query; when it asks for nothing but restrictions, they are what it asks for.</summary>
    public ReadQuery Complete()
    {
        if (Parts.Count > 0 || !Restrictions.Any(restriction => restriction.StandsAlone))
        {
            return this;
        }
        var text = string.Join(", ", Restrictions.Select(restriction => restriction.Text));
        return this with
        {
            Parts =
            [
                new QueryPart
                {
                    Text = text,
                    Noun = text,
                    Words = [],
                    Match = WordMatch.Nowhere,
                    Weight = 1,
                    IsHead = true,
                    Holds = Restrictions,
                },
            ],
        };
    }

    /// <summary>
    /// The same query where nothing that is seen may answer: whoever speaks is somebody, so who it is need not be found, nor how it lies to
    /// other things.
    /// </summary>
    public ReadQuery Heard() =>
        Restrictions.Any(restriction => restriction.Is == Condition.Speech)
            ? this with
            {
                Parts = [.. Parts.Where(part => part.Relation is null && !part.IsSomebody)],
            }
            : this;

    /// <summary>
    /// The same query with pictures and entities. The pictures are one part, each entity another; each weighs as much as all the words.
    /// </summary>
    public ReadQuery With(IReadOnlyList<QueryPicture> pictures, IReadOnlyList<QueryPicture> entities)
    {
        var weight = Parts.Count == 0 ? 1 : Weight;
        IEnumerable<IReadOnlyList<QueryPicture>> shown = entities.Select(entity => (IReadOnlyList<QueryPicture>)[entity]);
        return this with
        {
            Parts =
            [
                .. Parts,
                .. (pictures.Count == 0 ? shown : shown.Prepend(pictures)).Select(together => new QueryPart
                {
                    Text = string.Join(", ", together.Select(picture => picture.Name)),
                    Noun = together[0].Name,
                    Words = [],
                    Match = WordMatch.Nowhere,
                    Weight = weight,
                    IsHead = true,
                    Pictures = together,
                }),
            ],
        };
    }
}
