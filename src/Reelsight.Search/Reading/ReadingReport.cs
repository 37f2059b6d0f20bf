using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>Says how a query was read, and why nothing was found.</summary>
internal static class ReadingReport
{
    /// <summary>Labels listed for one part; more are summed up.</summary>
    private const int MostLabels = 8;

    /// <param name="read">The query.</param>
    /// <param name="foundInWords">Bit n is set when part n was found among spoken or written words or in a title.</param>
    /// <param name="poolVideos">Videos looked at.</param>
    /// <param name="isFiltered">Whether the query had a filter.</param>
    /// <param name="moments">Moments found.</param>
    public static QueryReading Of(ReadQuery read, uint foundInWords, int poolVideos, bool isFiltered, int moments)
    {
        var understood = new List<string>();
        var unknown = new List<string>();
        for (var i = 0; i < read.Parts.Count; i++)
        {
            var part = read.Parts[i];
            if (part.Pictures.Count > 0)
            {
                understood.AddRange(part.Pictures.Select(Describe));
            }
            else if (part.Labels.Count > 0)
            {
                understood.Add(Describe(part));
            }
            else if ((foundInWords & 1u << i) != 0)
            {
                understood.Add($"{part.Text}: found as a word");
            }
            else
            {
                unknown.Add(part.Text);
            }
        }
        return new QueryReading(understood, unknown, moments > 0 ? null : Note(read, unknown, poolVideos, isFiltered));
    }

    private static string Describe(QueryPicture picture) =>
        $"{picture.Name}: {(picture.Objects.Count == 0 ? "by its looks" : $"by its looks, and {string.Join(", ", Things(picture))}")}";

    private static IEnumerable<string> Things(QueryPicture picture) => picture.Objects.Select(thing => thing.Label).Distinct(StringComparer.Ordinal).Take(MostLabels);

    private static string Describe(QueryPart part)
    {
        var names = part.Labels.Where(match => match.Relation != LabelRelation.MistakenFor).Select(match => LabelCatalog.Default.Entries[match.Label].Label).ToList();
        var shown = string.Join(", ", names.Take(MostLabels)) + (names.Count > MostLabels ? $" and {names.Count - MostLabels} more" : "");
        var demands = new List<string>();
        if (part.Count > 1)
        {
            demands.Add($"{part.Count} at once");
        }
        if (part.Colour is { } colour)
        {
            demands.Add(Colours.NameOf(colour));
        }
        if (part.Moving is { } moving)
        {
            demands.Add(moving ? "moving" : "not moving");
        }
        return $"{part.Text}: {shown}{(demands.Count == 0 ? "" : $" ({string.Join(", ", demands)})")}";
    }

    private static string Note(ReadQuery read, List<string> unknown, int poolVideos, bool isFiltered)
    {
        if (poolVideos == 0)
        {
            return isFiltered ? "No ready video fits the filter." : "The index has no ready videos yet.";
        }
        if (read.Parts.Count == 0)
        {
            return "The query names nothing to look for: name a thing, say what was said, or quote what was written.";
        }
        if (read.Parts.SelectMany(part => part.Pictures).ToList() is { Count: > 0 } pictures)
        {
            var things = pictures.SelectMany(Things).Distinct(StringComparer.Ordinal).ToList();
            return $"Nothing in these videos looks like {string.Join(", ", pictures.Select(picture => picture.Name))}, and "
                + (things.Count == 0 ? "no known object is seen in it." : $"what is seen in it ({string.Join(", ", things)}) was not found there, or too little of it.")
                + " Try a frame from the footage, or describe in words what to find.";
        }
        if (unknown.Count == read.Parts.Count)
        {
            return $"{Quoted(unknown)}: not a thing that the object detector knows, and neither said, nor written in the picture, nor in a title. Try the names of everyday things in it, or words that are spoken.";
        }
        var known = read.Parts.Where(part => part.Labels.Count > 0).Select(part => part.Text).ToList();
        if (unknown.Count == 0 && known.Count == read.Parts.Count)
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
