using Reelsight.Core;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;

namespace Reelsight.Search.Explanation;

/// <summary>Explains how a query was understood, and why nothing was found.</summary>
internal static class QueryExplainer
{
    /// <summary>Maximum number of labels listed for one term; more are summarized.</summary>
    private const int MaxLabels = 8;

    /// <param name="parsed">The query.</param>
    /// <param name="foundInWords">For each clause: bit n is set when term n was found in speech, on-screen text or a title.</param>
    /// <param name="poolVideos">Number of videos searched.</param>
    /// <param name="isFiltered">Whether the query had a filter.</param>
    /// <param name="moments">Number of moments found.</param>
    public static QueryReading Explain(ParsedQuery parsed, IReadOnlyList<uint> foundInWords, int poolVideos, bool isFiltered, int moments)
    {
        var understood = new List<string>();
        var notUnderstood = new List<string>();
        for (var n = 0; n < parsed.Clauses.Count; n++)
        {
            var clause = parsed.Clauses[n];
            if (n > 0)
            {
                understood.Add(Format(parsed.Links[n - 1], FormatTerms(parsed.Clauses[n - 1].Terms), FormatTerms(clause.Terms)));
            }
            for (var i = 0; i < clause.Terms.Count; i++)
            {
                AddTerm(clause.Terms[i], (foundInWords[n] & 1u << i) != 0, understood, notUnderstood);
            }
            understood.AddRange(clause.Constraints.Select(Format));
        }
        return new QueryReading(understood, notUnderstood, moments > 0 ? null : FormatNote(parsed, notUnderstood, poolVideos, isFiltered));
    }

    /// <summary>A short name for what terms ask for together.</summary>
    public static string FormatTerms(IReadOnlyList<QueryTerm> terms) =>
        string.Join(' ', terms.Where(term => term.Relation is null).Select(term => term.Text));

    private static void AddTerm(QueryTerm term, bool isFound, List<string> understood, List<string> notUnderstood)
    {
        if (term.Images.Count > 0)
        {
            understood.AddRange(term.Images.Select(Format));
        }
        else if (term.Labels.Count > 0)
        {
            understood.Add(Format(term));
        }
        else if (term.Relation is not null)
        {
            understood.Add($"{term.Text}: by their places in the picture");
        }
        else if (term.JointNames.Count > 0)
        {
            understood.Add($"{term.Text}: {string.Join(", ", term.JointNames)}, as what the whole picture shows");
        }
        else if (isFound)
        {
            understood.Add(
                term.Correction is { } correction
                    ? $"{term.Text}: not found as typed, read as {correction}"
                    : $"{term.Text}: found as a word"
            );
        }
        else if (term.Constraints.Count == 0)
        {
            notUnderstood.Add(term.Text);
        }
    }

    private static string Format(TemporalLink link, string earlier, string later) =>
        link.IsSameTime
            ? $"{earlier}, {later}: at the same time"
            : FormattableString.Invariant(
                $"{earlier}, then {later}: the second begins later, at most {link.WithinSec:0} s after the first ends"
            );

    private static string Format(QueryConstraint constraint) =>
        constraint.Condition is { } condition
            ? $"{constraint.Text}: {Format(condition, constraint.MaxConfidence)}"
            : $"{constraint.Text}: {FormatExclusion(constraint)}";

    private static string Format(MeasuredCondition condition, Confidence confidence) =>
        condition switch
        {
            MeasuredCondition.Dark => confidence < Confidence.High
                ? "the picture is dark, which a dark room is as well"
                : "the picture is dark",
            MeasuredCondition.Bright => confidence < Confidence.High
                ? "the picture is bright, which a lit room is as well"
                : "the picture is bright",
            MeasuredCondition.Silent => "nothing is to be heard",
            MeasuredCondition.Quiet => "the sound is quiet",
            MeasuredCondition.Loud => "the sound is loud",
            MeasuredCondition.Speech => "somebody speaks",
            _ => "no speech is recognised",
        };

    private static string FormatExclusion(QueryConstraint constraint)
    {
        if (constraint.Excluded!.Labels.Count == 0)
        {
            return "neither said nor written";
        }
        var words = constraint.AppliesToWords ? ", the word neither said nor written" : "";
        return $"{FormatLabels(constraint.Excluded)} not in view{words}";
    }

    private static string Format(QueryImage image) =>
        $"{image.Name}: {(image.Objects.Count == 0 ? "by its looks" : $"by its looks, and {string.Join(", ", GetObjectLabels(image))}")}";

    private static IEnumerable<string> GetObjectLabels(QueryImage image) =>
        image.Objects.Select(item => item.Label).Distinct(StringComparer.Ordinal).Take(MaxLabels);

    private static string Format(QueryTerm term)
    {
        var attributes = new List<string>();
        if (term.Count.ToString() is { } number)
        {
            attributes.Add($"{number} at once");
        }
        if (term.Colour is { } colour)
        {
            attributes.Add(ColourNames.NameOf(colour));
        }
        if (term.MustMove is { } moving)
        {
            attributes.Add(moving ? "moving" : "not moving");
        }
        if (term.Posture is { } posture)
        {
            attributes.Add(posture);
        }
        attributes.AddRange(
            term.Clothes.Select(one =>
                $"{ColourNames.NameOf(one.Colour)} {(one.Part == ClothesPart.Upper ? "on the upper body" : "on the legs")}"
            )
        );
        if (term.ExcludedColour is { } other)
        {
            attributes.Add($"not {ColourNames.NameOf(other)}");
        }
        if (term.Zone is { } zone)
        {
            attributes.Add($"{zone.ToString().Replace(",", "", StringComparison.Ordinal).ToLowerInvariant()} of the picture");
        }
        if (term.Size is { } size)
        {
            attributes.Add(size == ObjectSize.Large ? "large in the picture" : "small in the picture");
        }
        var open = term.Labels.All(match => match.IsNarrower) ? ", of which the narrower kind cannot be told" : "";
        return $"{term.Text}: {FormatLabels(term)}{open}{(attributes.Count == 0 ? "" : $" ({string.Join(", ", attributes)})")}";
    }

    private static string FormatLabels(QueryTerm term)
    {
        var names = term
            .Labels.Where(match => match.Relation != LabelRelation.ConfusedWith)
            .Select(match => LabelCatalog.Default.Entries[match.Label].Label)
            .ToList();
        return string.Join(", ", names.Take(MaxLabels)) + (names.Count > MaxLabels ? $" and {names.Count - MaxLabels} more" : "");
    }

    private static string FormatNote(ParsedQuery parsed, List<string> notUnderstood, int poolVideos, bool isFiltered)
    {
        if (poolVideos == 0)
        {
            return isFiltered ? "No ready video fits the filter." : "The index has no ready videos yet.";
        }
        var terms = parsed.Terms.Where(term => term.Relation is null).ToList();
        var constraints = parsed.Clauses.SelectMany(clause => clause.Constraints).Select(constraint => constraint.Text).ToList();
        if (terms.Count == 0)
        {
            return constraints.Count > 0
                ? $"{Quote(constraints)} says only what must not be there: name a thing to look for as well."
                : "The query names nothing to look for: name a thing, say what was said, or quote what was written.";
        }
        if (terms.SelectMany(term => term.Images).ToList() is { Count: > 0 } images)
        {
            var objects = images.SelectMany(GetObjectLabels).Distinct(StringComparer.Ordinal).ToList();
            return $"Nothing in these videos looks like {string.Join(", ", images.Select(image => image.Name))}, and "
                + (
                    objects.Count == 0
                        ? "no known object is seen in it."
                        : $"what is seen in it ({string.Join(", ", objects)}) was not found there, or too little of it."
                )
                + " Try a frame from the footage, or describe in words what to find.";
        }
        if (terms.Exists(term => term.Constraints.Count > 0))
        {
            return $"{Quote(constraints)} holds nowhere in these videos, or what it needs was not measured.";
        }
        if (notUnderstood.Count > 0 && notUnderstood.Count == terms.Count)
        {
            return $"{Quote(notUnderstood)}: not a thing that the object detector knows, and neither said, nor written in the picture, "
                + "nor in a title. Try the names of everyday things in it, or words that are spoken.";
        }
        if (parsed.IsTemporal && notUnderstood.Count == 0)
        {
            var order = string.Join(", then ", parsed.Clauses.Select(clause => $"“{FormatTerms(clause.Terms)}”"));
            return $"{order}: not found in this order, or too far apart. "
                + "Allow more time (“within 5 minutes”), or ask for one of them alone.";
        }
        if (constraints.Count > 0 && notUnderstood.Count == 0)
        {
            return $"What is left with {Quote(constraints)} is nothing, or the rest was not found at all. Try without that.";
        }
        var known = terms.Where(term => term.Labels.Count > 0 || term.JointNames.Count > 0).Select(term => term.Text).ToList();
        if (notUnderstood.Count == 0 && known.Count == terms.Count)
        {
            return known.Count == 1
                ? $"{Quote(known)} is known, but was not seen, said or written in these videos."
                : $"{Quote(known)} are known, but too few of them were found together. Try one of them alone.";
        }
        return notUnderstood.Count == 0
            ? "The words occur, but too few of them together. Try fewer words."
            : $"{Quote(notUnderstood)} was found nowhere, and the rest of the query is not enough to go by. Try the rest alone.";
    }

    private static string Quote(List<string> texts) => string.Join(", ", texts.Select(text => $"“{text}”"));
}
