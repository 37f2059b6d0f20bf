using System.Text.RegularExpressions;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Prompts;

/// <summary>
/// Parses a text into a query of the evidence: objects by their labels, movements, speech, on-screen text, words.
/// </summary>
internal sealed partial class EvidenceQueryParser(WordNet wordNet, LabelResolver labels)
{
    private const int MaxNounWords = 3;
    private const double VerbWeight = 1;
    private const double NounWeight = 0.5;

    // The fluorescent colours of safety clothing, as the describers name them.
    private static readonly string[] HighVisibilityColours = ["orange", "yellow", "red", "green"];

    /// <summary>Parses any text.</summary>
    public EvidenceQuery Parse(string text)
    {
        var quoted = Quotes().Matches(text).Select(m => m.Groups[1].Value.Trim()).Where(q => q.Length > 0).ToList();
        var tokens = WordTokenizer.Tokenize(HiVis().Replace(Quotes().Replace(Contractions().Replace(text, " "), " "), " hivis "));
        var things = new List<ObjectQuery>();
        var doings = new List<QueryAction>();
        var words = new List<(string, double)>();
        var colours = new List<string>();
        var (count, negated) = ((int?)null, false);
        // Where the unknown noun before this one ended, and the thing: "conveyor belt" is one, and so is "fruit or vegetables".
        var (lastWord, lastThing) = (-1, -1);
        for (var at = 0; at < tokens.Count; )
        {
            var word = tokens[at];
            if (PromptVocabulary.Negations.Contains(word))
            {
                negated = true;
                at++;
            }
            else if (word == "empty")
            {
                negated = true;
                things.Add(new ObjectQuery("anything", [.. LabelCatalog.Default.Entries.Select(e => e.Label)], [], null));
                at++;
            }
            else if (word == "hivis")
            {
                Colour(HighVisibilityColours);
                at++;
            }
            else if (word == "or" || word == "many" && at > 0 && tokens[at - 1] == "how")
            {
                at++;
            }
            else if (
                WordLists.ParseNumber(word) is { } number
                && at + 1 < tokens.Count
                && !PromptVocabulary.TimeUnits.Contains(tokens[at + 1])
            )
            {
                count = number;
                at++;
            }
            else if (ColourNames.IndexOf(word) is var colour and >= 0 && !IsFruit(tokens, at))
            {
                Colour([ColourNames.NameOf(colour)]);
                at++;
            }
            else if (ParseAction(word) is { } doing)
            {
                if (!doings.Contains(doing))
                {
                    doings.Add(doing);
                }
                at++;
            }
            else if (at == lastThing && IsVerbOf(things[^1], tokens, at))
            {
                words.Add((word, VerbWeight));
                at++;
            }
            else if (TryParseObject(tokens, at) is { } thing)
            {
                if (lastThing >= 0 && at == lastThing + 1 && tokens[lastThing] == "or" && colours.Count == 0 && count is null)
                {
                    things[^1] = things[^1] with
                    {
                        Phrase = $"{things[^1].Phrase} or {thing.Phrase}",
                        Labels = [.. things[^1].Labels.Union(thing.Labels)],
                        IsNarrower = things[^1].IsNarrower || thing.IsNarrower,
                    };
                }
                else if (things.FindIndex(t => t.Labels.SequenceEqual(thing.Labels)) < 0)
                {
                    things.Add(
                        new ObjectQuery(thing.Phrase, thing.Labels, [.. colours], count)
                        {
                            IsLocation = things.Count > 0 && thing.IsWider && IsAfterPlacePreposition(tokens, at),
                            IsNarrower = thing.IsNarrower,
                        }
                    );
                }

                colours.Clear();
                count = null;
                at += thing.Length;
                lastThing = things.Count > 0 ? at : -1;
            }
            else
            {
                if (IsContentWord(word) && lastWord == at && !IsVerb(word))
                {
                    words[^1] = (words[^1].Item1, words[^1].Item2 / 2);
                    words.Add((word, words[^1].Item2));
                }
                else if (IsContentWord(word))
                {
                    words.Add((word, IsVerb(word) ? VerbWeight : NounWeight));
                }

                at++;
                if (IsContentWord(word) && !IsVerb(word))
                {
                    lastWord = at;
                }
            }
        }
        return new EvidenceQuery
        {
            Objects = things,
            Actions = doings,
            Words = words,
            QuotedPhrases = quoted,
            Colours = colours,
            IsNegated = negated,
        };

        // "the person in red": a colour after its noun belongs to it.
        void Colour(string[] names)
        {
            if (
                colours.Count == 0
                && things.Count > 0
                && things[^1] is { Colours.Count: 0 } last
                && !IsFollowedByObject(tokens, tokens.Count)
            )
            {
                things[^1] = last with { Colours = names };
            }
            else
            {
                colours.AddRange(names);
            }
        }
    }

    /// <summary>The spellings of a word in running text.</summary>
    public IReadOnlyList<string> GetSpellings(string word) => wordNet.Morphology.GetInflections(word);

    private bool IsFollowedByObject(List<string> tokens, int from) => from < tokens.Count && TryParseObject(tokens, from) is not null;

    private (string Phrase, IReadOnlyList<string> Labels, int Length, bool IsWider, bool IsNarrower)? TryParseObject(
        List<string> tokens,
        int at
    )
    {
        for (var length = Math.Min(MaxNounWords, tokens.Count - at); length > 0; length--)
        {
            var run = tokens.GetRange(at, length);
            if (
                run.Exists(word =>
                    WordLists.StopWords.Contains(word) || PromptVocabulary.Structure.Contains(word) || WordLists.SearchWords.Contains(word)
                )
            )
            {
                continue;
            }

            var phrase = string.Join(' ', run);
            var found = labels.Find(phrase).Where(match => match.Relation != LabelRelation.ConfusedWith).ToList();
            if (found.Count == 0)
            {
                continue;
            }

            return (
                phrase,
                [.. found.Select(match => LabelCatalog.Default.Entries[match.Label].Label)],
                length,
                found.TrueForAll(match => IsHeadNounOf(phrase, LabelCatalog.Default.Entries[match.Label].Label)),
                found.TrueForAll(match => match.IsNarrower)
            );
        }
        return null;
    }

    // "A person cooks": the same kind of thing again, right behind the first, is what that one does.
    private bool IsVerbOf(ObjectQuery subject, List<string> tokens, int at) =>
        tokens[at].EndsWith('s')
        && wordNet.Morphology.GetVerbLemmas(tokens[at]).Count > 0
        && TryParseObject(tokens, at) is { Length: 1 } again
        && again.Labels.SequenceEqual(subject.Labels);

    // A table may be a dining table or any other.
    private static bool IsHeadNounOf(string word, string label) =>
        label.EndsWith($" {word}", StringComparison.Ordinal)
        || word.EndsWith('s') && label.EndsWith($" {word[..^1]}", StringComparison.Ordinal);

    private static bool IsAfterPlacePreposition(List<string> tokens, int at)
    {
        var before = at - 1;
        while (before > 0 && (PromptVocabulary.Determiners.Contains(tokens[before]) || ColourNames.IndexOf(tokens[before]) >= 0))
        {
            before--;
        }

        return before >= 0 && PromptVocabulary.PlacePrepositions.Contains(tokens[before]);
    }

    private static QueryAction? ParseAction(string word) =>
        PromptVocabulary.Appearing.Contains(word) ? QueryAction.Appears
        : PromptVocabulary.Disappearing.Contains(word) ? QueryAction.Disappears
        : PromptVocabulary.Speaking.Contains(word) ? QueryAction.Speech
        : PromptVocabulary.OnScreenText.Contains(word) ? QueryAction.OnScreenText
        : PromptVocabulary.Cutting.Contains(word) ? QueryAction.SceneChange
        : WordLists.MovementWords.Contains(word) ? QueryAction.Moves
        : WordLists.StillnessWords.Contains(word) || PromptVocabulary.Resting.Contains(word) ? QueryAction.Rests
        : null;

    private static bool IsContentWord(string word) =>
        word.Length > 1
        && !WordLists.StopWords.Contains(word)
        && !WordLists.SearchWords.Contains(word)
        && !WordLists.GeneralVerbs.Contains(word)
        && !PromptVocabulary.Structure.Contains(word)
        && !word.All(char.IsAsciiDigit);

    private bool IsVerb(string word) =>
        wordNet.Morphology.GetVerbLemmas(word).Count > 0
        && (
            word.EndsWith("ing", StringComparison.Ordinal)
            || word.EndsWith("ed", StringComparison.Ordinal)
            || wordNet.Morphology.GetNounLemmas(word).Count == 0
        );

    // "a peeled orange" names a fruit; "an orange car" and "dressed in orange" a colour.
    private static bool IsFruit(List<string> tokens, int at) =>
        tokens[at] == "orange" && at + 1 == tokens.Count && (at == 0 || tokens[at - 1] != "in");

    [GeneratedRegex("[\"“”]([^\"“”]{1,200})[\"“”]")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(?i)\b(?:high[- ]?vis(?:ibility)?|hi[- ]?vis(?:ibility)?|fluorescent|reflective)\b")]
    private static partial Regex HiVis();

    [GeneratedRegex(@"(?i)n['’]t\b|['’](?:s|re|ll|ve|d|m)\b")]
    private static partial Regex Contractions();
}
