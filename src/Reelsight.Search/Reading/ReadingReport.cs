using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>Says how a query was read, and why nothing was found.</summary>
internal static class ReadingReport
{
    /// <summary>Labels listed for one part; more are summed up.</summary>
    private const int MostLabels = 8;

    /// <param name="read">The query.</param>
    /// <param name="foundInWords">For each clause: bit n is set when part n was found among spoken or written words or in a title.</param>
    /// <param name="poolVideos">Videos looked at.</param>
    /// <param name="isFiltered">Whether the query had a filter.</param>
    /// <param name="moments">Moments found.</param>
    public static QueryReading Of(ReadText read, IReadOnlyList<uint> foundInWords, int poolVideos, bool isFiltered, int moments)
    {
        var understood = new List<string>();
        var unknown = new List<string>();
        for (var n = 0; n < read.Clauses.Count; n++)
        {
            var clause = read.Clauses[n];
            if (n > 0)
            {
                understood.Add(Describe(read.Links[n - 1], Name(read.Clauses[n - 1].Parts), Name(clause.Parts)));
            }
            for (var i = 0; i < clause.Parts.Count; i++)
            {
                Add(clause.Parts[i], (foundInWords[n] & 1u << i) != 0, understood, unknown);
            }
            understood.AddRange(clause.Restrictions.Select(Describe));
        }
        return new QueryReading(understood, unknown, moments > 0 ? null : Note(read, unknown, poolVideos, isFiltered));
    }

    /// <summary>A short name for what parts ask for together.</summary>
    public static string Name(IReadOnlyList<QueryPart> parts) =>
        string.Join(' ', parts.Where(part => part.Relation is null).Select(part => part.Text));

    private static void Add(QueryPart part, bool isFound, List<string> understood, List<string> unknown)
    {
        if (part.Pictures.Count > 0)
        {
            understood.AddRange(part.Pictures.Select(Describe));
        }
        else if (part.Labels.Count > 0)
        {
            understood.Add(Describe(part));
        }
        else if (part.Relation is not null)
        {
            understood.Add($"{part.Text}: by their places in the picture");
        }
        else if (part.Names.Count > 0)
        {
            understood.Add($"{part.Text}: {string.Join(", ", part.Names)}, as what the whole picture shows");
        }
        else if (isFound)
        {
            understood.Add(
                part.Correction is { } correction
                    ? $"{part.Text}: not found as typed, read as {correction}"
                    : $"{part.Text}: found as a word"
            );
        }
        else if (part.Holds.Count == 0)
        {
            unknown.Add(part.Text);
        }
    }

    private static string Describe(TimeLink link, string earlier, string later) =>
        link.IsSameTime
            ? $"{earlier}, {later}: at the same time"
            : FormattableString.Invariant(
                $"{earlier}, then {later}: the second begins later, at most {link.WithinSec:0} s after the first ends"
            );

    private static string Describe(Restriction restriction) =>
        restriction.Is is { } condition
            ? $"{restriction.Text}: {condition switch
        {
            Condition.Dark => restriction.Surest < Confidence.High ? "the picture is dark, which a dark room is as well" : "the picture is dark",
            Condition.Bright => restriction.Surest < Confidence.High ? "the picture is bright, which a lit room is as well" : "the picture is bright",
            Condition.Silent => "nothing is to be heard",
            Condition.Quiet => "the sound is quiet",
            Condition.Loud => "the sound is loud",
            Condition.Speech => "somebody speaks",
            _ => "no speech is recognised",
        }}"
        : restriction.Without!.Labels.Count > 0
            ? $"{restriction.Text}: {Labels(restriction.Without)} not in view{(restriction.IsAboutWords ? ", the word neither said nor written" : "")}"
        : $"{restriction.Text}: neither said nor written";

    private static string Describe(QueryPicture picture) =>
        $"{picture.Name}: {(picture.Objects.Count == 0 ? "by its looks" : $"by its looks, and {string.Join(", ", Things(picture))}")}";

    private static IEnumerable<string> Things(QueryPicture picture) =>
        picture.Objects.Select(thing => thing.Label).Distinct(StringComparer.Ordinal).Take(MostLabels);

    private static string Describe(QueryPart part)
    {
        var demands = new List<string>();
        if (part.Number.ToString() is { } number)
        {
            demands.Add($"{number} at once");
        }
        if (part.Colour is { } colour)
        {
            demands.Add(Colours.NameOf(colour));
        }
        if (part.Moving is { } moving)
        {
            demands.Add(moving ? "moving" : "not moving");
        }
        if (part.OtherThan is { } other)
        {
            demands.Add($"not {Colours.NameOf(other)}");
        }
        if (part.Zone is { } zone)
        {
            demands.Add($"{zone.ToString().Replace(",", "", StringComparison.Ordinal).ToLowerInvariant()} of the picture");
        }
        if (part.Size is { } size)
        {
            demands.Add(size == Size.Large ? "large in the picture" : "small in the picture");
        }
        return $"{part.Text}: {Labels(part)}{(demands.Count == 0 ? "" : $" ({string.Join(", ", demands)})")}";
    }

    private static string Labels(QueryPart part)
    {
        var names = part
            .Labels.Where(match => match.Relation != LabelRelation.MistakenFor)
            .Select(match => LabelCatalog.Default.Entries[match.Label].Label)
            .ToList();
        return string.Join(", ", names.Take(MostLabels)) + (names.Count > MostLabels ? $" and {names.Count - MostLabels} more" : "");
    }

    private static string Note(ReadText read, List<string> unknown, int poolVideos, bool isFiltered)
    {
        if (poolVideos == 0)
        {
            return isFiltered ? "No ready video fits the filter." : "The index has no ready videos yet.";
        }
        var parts = read.Parts.Where(part => part.Relation is null).ToList();
        var restrictions = read.Clauses.SelectMany(clause => clause.Restrictions).Select(restriction => restriction.Text).ToList();
        if (parts.Count == 0)
        {
            return restrictions.Count > 0
                ? $"{Quoted(restrictions)} says only what must not be there: name a thing to look for as well."
                : "The query names nothing to look for: name a thing, say what was said, or quote what was written.";
        }
        if (parts.SelectMany(part => part.Pictures).ToList() is { Count: > 0 } pictures)
        {
            var things = pictures.SelectMany(Things).Distinct(StringComparer.Ordinal).ToList();
            return $"Nothing in these videos looks like {string.Join(", ", pictures.Select(picture => picture.Name))}, and "
                + (
                    things.Count == 0
                        ? "no known object is seen in it."
                        : $"what is seen in it ({string.Join(", ", things)}) was not found there, or too little of it."
                )
                + " Try a frame from the footage, or describe in words what to find.";
        }
        if (parts.Exists(part => part.Holds.Count > 0))
        {
            return $"{Quoted(restrictions)} holds nowhere in these videos, or what it needs was not measured.";
        }
        if (unknown.Count > 0 && unknown.Count == parts.Count)
        {
            return $"{Quoted(unknown)}: not a thing that the object detector knows, and neither said, nor written in the picture, nor in a title. Try the names of everyday things in it, or words that are spoken.";
        }
        if (read.IsOrdered && unknown.Count == 0)
        {
            return $"{string.Join(", then ", read.Clauses.Select(clause => $"“{Name(clause.Parts)}”"))}: not found in this order, or too far apart. Allow more time (“within 5 minutes”), or ask for one of them alone.";
        }
        if (restrictions.Count > 0 && unknown.Count == 0)
        {
            return $"What is left with {Quoted(restrictions)} is nothing, or the rest was not found at all. Try without that.";
        }
        var known = parts.Where(part => part.Labels.Count > 0 || part.Names.Count > 0).Select(part => part.Text).ToList();
        if (unknown.Count == 0 && known.Count == parts.Count)
        {
            return known.Count == 1
                ? $"{Quoted(known)} is known, but was not seen, said or written in these videos."
                : $"{Quoted(known)} are known, but too few of them were found together. Try one of them alone.";
        }
        return unknown.Count == 0
            ? "The words occur, but too few of them together. Try fewer words."
            : $"{Quoted(unknown)} was found nowhere, and the rest of the query is not enough to go by. Try the rest alone.";
    }

    private static string Quoted(List<string> texts) => string.Join(", ", texts.Select(text => $"“{text}”"));
}
