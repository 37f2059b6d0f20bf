using System.Text.RegularExpressions;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;

namespace Reelsight.Understanding.Reading;

/// <summary>
/// Reads a text into what the evidence can be asked for: things by the labels they stand for, movements, speech, writing, words.
/// </summary>
internal sealed partial class SoughtReader(WordNet wordNet, LabelMap labels)
{
    private const int LongestNoun = 3;
    private const double VerbWeight = 1;
    private const double NounWeight = 0.5;

    // The fluorescent colours of safety clothing, as the describers name them.
    private static readonly string[] HighVisibility = ["orange", "yellow", "red", "green"];

    /// <summary>Reads any text.</summary>
    public SoughtReading Read(string text)
    {
        var quoted = Quotes().Matches(text).Select(m => m.Groups[1].Value.Trim()).Where(q => q.Length > 0).ToList();
        var tokens = Words.Of(HiVis().Replace(Quotes().Replace(Contractions().Replace(text, " "), " "), " hivis "));
        var things = new List<Sought>();
        var doings = new List<Doing>();
        var words = new List<(string, double)>();
        var colours = new List<string>();
        var (count, negated) = ((int?)null, false);
        // Where the unknown noun before this one ended, and the thing: "conveyor belt" is one, and so is "fruit or vegetables".
        var (lastWord, lastThing) = (-1, -1);
        for (var at = 0; at < tokens.Count; )
        {
            var word = tokens[at];
            if (AskWords.Negations.Contains(word))
            {
                negated = true;
                at++;
            }
            else if (word == "empty")
            {
                negated = true;
                things.Add(new Sought("anything", [.. LabelCatalog.Default.Entries.Select(e => e.Label)], [], null));
                at++;
            }
            else if (word == "hivis")
            {
                Colour(HighVisibility);
                at++;
            }
            else if (word == "or" || word == "many" && at > 0 && tokens[at - 1] == "how")
            {
                at++;
            }
            else if (WordLists.NumberOf(word) is { } number && at + 1 < tokens.Count && !AskWords.Units.Contains(tokens[at + 1]))
            {
                count = number;
                at++;
            }
            else if (Colours.NumberOf(word) is var colour and >= 0 && !IsFruit(tokens, at))
            {
                Colour([Colours.NameOf(colour)]);
                at++;
            }
            else if (DoingOf(word) is { } doing)
            {
                if (!doings.Contains(doing))
                {
                    doings.Add(doing);
                }
                at++;
            }
            else if (at == lastThing && IsDoneBy(things[^1], tokens, at))
            {
                words.Add((word, VerbWeight));
                at++;
            }
            else if (Thing(tokens, at) is { } thing)
            {
                if (lastThing >= 0 && at == lastThing + 1 && tokens[lastThing] == "or" && colours.Count == 0 && count is null)
                {
                    things[^1] = things[^1] with
                    {
                        Phrase = $"{things[^1].Phrase} or {thing.Phrase}",
                        Labels = [.. things[^1].Labels.Union(thing.Labels)],
                    };
                }
                else if (things.FindIndex(t => t.Labels.SequenceEqual(thing.Labels)) < 0)
                {
                    things.Add(
                        new Sought(thing.Phrase, thing.Labels, [.. colours], count)
                        {
                            IsPlace = things.Count > 0 && thing.IsWider && IsAfterPlaceWord(tokens, at),
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
                if (IsContent(word) && lastWord == at && !IsVerb(word))
                {
                    words[^1] = (words[^1].Item1, words[^1].Item2 / 2);
                    words.Add((word, words[^1].Item2));
                }
                else if (IsContent(word))
                {
                    words.Add((word, IsVerb(word) ? VerbWeight : NounWeight));
                }

                at++;
                if (IsContent(word) && !IsVerb(word))
                {
                    lastWord = at;
                }
            }
        }
        return new SoughtReading
        {
            Things = things,
            Doings = doings,
            Words = words,
            Quoted = quoted,
            Colours = colours,
            Negated = negated,
        };

        // "the person in red": a colour after its noun belongs to it.
        void Colour(string[] names)
        {
            if (colours.Count == 0 && things.Count > 0 && things[^1] is { Colours.Count: 0 } last && !NounFollows(tokens, tokens.Count))
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
    public IReadOnlyList<string> Spellings(string word) => wordNet.Morphology.Spellings(word);

    private bool NounFollows(List<string> tokens, int from) => from < tokens.Count && Thing(tokens, from) is not null;

    private (string Phrase, IReadOnlyList<string> Labels, int Length, bool IsWider)? Thing(List<string> tokens, int at)
    {
        for (var length = Math.Min(LongestNoun, tokens.Count - at); length > 0; length--)
        {
            var run = tokens.GetRange(at, length);
            if (run.Exists(word => WordLists.Stop.Contains(word) || AskWords.Structure.Contains(word) || WordLists.Meta.Contains(word)))
            {
                continue;
            }

            var phrase = string.Join(' ', run);
            var found = labels.Find(phrase).Where(match => match.Relation != LabelRelation.MistakenFor).ToList();
            if (found.Count == 0)
            {
                continue;
            }

            return (
                phrase,
                [.. found.Select(match => LabelCatalog.Default.Entries[match.Label].Label)],
                length,
                found.TrueForAll(match => IsHeadOf(phrase, LabelCatalog.Default.Entries[match.Label].Label))
            );
        }
        return null;
    }

    // "A person cooks": the same kind of thing again, right behind the first, is what that one does.
    private bool IsDoneBy(Sought who, List<string> tokens, int at) =>
        tokens[at].EndsWith('s')
        && wordNet.Morphology.VerbLemmas(tokens[at]).Count > 0
        && Thing(tokens, at) is { Length: 1 } again
        && again.Labels.SequenceEqual(who.Labels);

    // A table may be a dining table or any other.
    private static bool IsHeadOf(string word, string label) =>
        label.EndsWith($" {word}", StringComparison.Ordinal)
        || word.EndsWith('s') && label.EndsWith($" {word[..^1]}", StringComparison.Ordinal);

    private static bool IsAfterPlaceWord(List<string> tokens, int at)
    {
        var before = at - 1;
        while (before > 0 && (AskWords.Determiners.Contains(tokens[before]) || Colours.NumberOf(tokens[before]) >= 0))
        {
            before--;
        }

        return before >= 0 && AskWords.PlaceWords.Contains(tokens[before]);
    }

    private static Doing? DoingOf(string word) =>
        AskWords.Coming.Contains(word) ? Doing.Comes
        : AskWords.Going.Contains(word) ? Doing.Goes
        : AskWords.Saying.Contains(word) ? Doing.Speaks
        : AskWords.Writing.Contains(word) ? Doing.Writes
        : AskWords.Cutting.Contains(word) ? Doing.Cuts
        : WordLists.Moving.Contains(word) ? Doing.Moves
        : WordLists.Still.Contains(word) || AskWords.Resting.Contains(word) ? Doing.Stays
        : null;

    private static bool IsContent(string word) =>
        word.Length > 1
        && !WordLists.Stop.Contains(word)
        && !WordLists.Meta.Contains(word)
        && !WordLists.GeneralVerbs.Contains(word)
        && !AskWords.Structure.Contains(word)
        && !word.All(char.IsAsciiDigit);

    private bool IsVerb(string word) =>
        wordNet.Morphology.VerbLemmas(word).Count > 0
        && (
            word.EndsWith("ing", StringComparison.Ordinal)
            || word.EndsWith("ed", StringComparison.Ordinal)
            || wordNet.Morphology.NounLemmas(word).Count == 0
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
