using System.Globalization;
using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Prompts;

/// <summary>Parses a prompt into a plan: what is asked, about which part of the video, in which length, form and language.</summary>
internal sealed partial class PromptParser(EvidenceQueryParser queryParser)
{
    private const int MaxIntents = 8;
    private const int BriefSentences = 2;

    /// <summary>Parses any text. White space should be normalised, as the patterns are slow on long runs of it.</summary>
    public PromptPlan Parse(string prompt)
    {
        var schema = PromptToSchemaParser.TryParse(prompt);
        if (LanguageDetector.DetectNonEnglish(prompt) is { } unread)
        {
            return new PromptPlan([new PromptIntent(IntentKind.Summary, queryParser.Parse(""))], new AnswerStyle(), () =>
                ParseTopic(prompt)
            )
            {
                Schema = schema,
                UnreadLanguage = unread,
            };
        }

        return new PromptPlan(ParseIntents(prompt), ParseEnglishStyle(prompt), () => ParseTopic(prompt))
        {
            Schema = schema,
            Window = ParseEnglishWindow(prompt),
            AnswerLanguage = ParseAnswerLanguage(prompt),
        };
    }

    /// <summary>Length and layout of the answer that a text asks for; the default when it is not English.</summary>
    public static AnswerStyle ParseStyle(string text) =>
        LanguageDetector.DetectNonEnglish(text) is null ? ParseEnglishStyle(text) : new AnswerStyle();

    /// <summary>The part of the video that a text asks about; null for all of it, or when the text is not English.</summary>
    public static PromptWindow? ParseWindow(string text) =>
        LanguageDetector.DetectNonEnglish(text) is null ? ParseEnglishWindow(text) : null;

    private List<PromptIntent> ParseIntents(string prompt)
    {
        var intents = new List<PromptIntent>();
        foreach (
            var part in Parts().Split(Language().Replace(Windows().Replace(prompt, " "), " ")).Where(p => !string.IsNullOrWhiteSpace(p))
        )
        {
            foreach (var intent in ParseIntents(part, intents.Count > 0 ? intents[^1].Query : null))
            {
                if (intents.Count < MaxIntents && !intents.Exists(a => a.Kind == intent.Kind && IsAboutWholeVideo(a.Kind)))
                {
                    intents.Add(intent);
                }
            }
        }
        if (intents.Count == 0)
        {
            intents.Add(new PromptIntent(IntentKind.Summary, queryParser.Parse("")));
        }

        return intents;
    }

    // Only objects limit what is listed: "describe the people" does, "is it empty?" does not.
    private EvidenceQuery ParseTopic(string prompt) => queryParser.Parse(prompt) with { QuotedPhrases = [], Actions = [], Words = [] };

    private static bool IsAboutWholeVideo(IntentKind kind) =>
        kind
            is IntentKind.Summary
                or IntentKind.Title
                or IntentKind.Topics
                or IntentKind.Hashtags
                or IntentKind.Chapters
                or IntentKind.Highlights;

    // "A title, topics and hashtags" asks for three things. What chapters come with is part of them.
    private IEnumerable<PromptIntent> ParseIntents(string text, EvidenceQuery? previousQuery)
    {
        if (ParseIntent(text, previousQuery) is not { } first)
        {
            yield break;
        }

        yield return first;
        if (!IsAboutWholeVideo(first.Kind) || With().IsMatch(text))
        {
            yield break;
        }

        foreach (var (pattern, kind) in IntentPatterns.WholeVideoPatterns)
        {
            if (kind != first.Kind && pattern.IsMatch(text))
            {
                yield return new PromptIntent(kind, first.Query);
            }
        }
    }

    private PromptIntent? ParseIntent(string text, EvidenceQuery? previousQuery)
    {
        var asked = queryParser.Parse(FormWords().Replace(text, " "));
        // "How many cars are there, and when do they meet?": they are the cars.
        if (asked.Objects.Count == 0 && previousQuery is { Objects.Count: > 0 } && Pronouns().IsMatch(text))
        {
            asked = asked with { Objects = previousQuery.Objects };
        }

        if (Together().IsMatch(text))
        {
            asked = asked with
            {
                Objects = [.. asked.Objects.Select(t => t.MinCount is null && asked.Objects.Count == 1 ? t with { MinCount = 2 } : t)],
            };
        }

        if (ClassifyIntent(text, asked) is { } kind)
        {
            return new PromptIntent(kind, asked);
        }

        if (IntentPatterns.FindUnanswerable(text) is { } unknowable)
        {
            return new PromptIntent(IntentKind.Unanswerable, asked, unknowable);
        }

        if (asked.Objects.Count > 0 || asked.Actions.Count > 0 || asked.QuotedPhrases.Count > 0)
        {
            return new PromptIntent(IntentKind.Details, asked);
        }
        // Only how the answer shall look, or a courtesy.
        if (asked.Words.Count == 0 || IsInstruction(text))
        {
            return null;
        }

        return new PromptIntent(IntentKind.Unanswerable, asked, string.Join(' ', asked.Words.Select(w => w.Word)));
    }

    private static IntentKind? ClassifyIntent(string text, EvidenceQuery asked)
    {
        foreach (var (pattern, kind) in IntentPatterns.Ordered)
        {
            if (!pattern.IsMatch(text))
            {
                continue;
            }
            // "Is there a mood?" asks for a mood, not for a thing.
            if (
                kind is IntentKind.Presence or IntentKind.When or IntentKind.Count or IntentKind.Colour or IntentKind.Position
                && asked.Objects.Count == 0
                && asked.Actions.Count == 0
                && asked.QuotedPhrases.Count == 0
            )
            {
                if (IntentPatterns.FindUnanswerable(text) is not null || kind is IntentKind.Colour or IntentKind.Position)
                {
                    return null;
                }

                if (asked.Words.Count == 0)
                {
                    continue;
                }
            }
            return kind;
        }
        return null;
    }

    [GeneratedRegex(@"(?i)\b(?:they|them|their|theirs|he|she|him|her|it|these|those)\b")]
    private static partial Regex Pronouns();

    [GeneratedRegex(@"(?i)\beach other\b|\bat (?:once|the same time)\b|\bsimultaneous(?:ly)?\b|\bone another\b")]
    private static partial Regex Together();

    [GeneratedRegex(
        @"(?i)\b(?:chapters?|highlights?|moments?)\b.*\b(?:with|each|including|and (?:its|their))\b|\beach (?:chapter|highlight|moment)"
    )]
    private static partial Regex With();

    private static bool IsInstruction(string text) => Instruction().IsMatch(text);

    private static AnswerStyle ParseEnglishStyle(string prompt)
    {
        int? sentences =
            SentenceLimit().Match(prompt) is { Success: true } s ? ParseNumber(s.Groups["n"].Value)
            : Brief().IsMatch(prompt) ? BriefSentences
            : null;
        int? words = WordLimit().Match(prompt) is { Success: true } w ? ParseNumber(w.Groups["n"].Value) : null;
        var numbered = NumberedList().IsMatch(prompt);
        return new AnswerStyle
        {
            MaxSentences = sentences,
            MaxWords = words,
            IsList = numbered || BulletList().IsMatch(prompt),
            IsNumbered = numbered,
        };
    }

    private static PromptWindow? ParseEnglishWindow(string prompt)
    {
        if (FirstOrLast().Match(prompt) is { Success: true } edge)
        {
            var sec =
                double.Parse(edge.Groups["n"].Value, CultureInfo.InvariantCulture) * (edge.Groups["u"].Value.StartsWith('m') ? 60 : 1);
            return edge.Groups["edge"].Value.Equals("last", StringComparison.OrdinalIgnoreCase)
                ? new PromptWindow(null, null, sec)
                : new PromptWindow(0, sec);
        }
        if (
            Between().Match(prompt) is { Success: true } between
            && TimestampParser.Parse(between.Groups["a"].Value) is { } from
            && TimestampParser.Parse(between.Groups["b"].Value) is { } to
            && to > from
        )
        {
            return new PromptWindow(from, to);
        }

        if (OneSided().Match(prompt) is { Success: true } side && TimestampParser.Parse(side.Groups["a"].Value) is { } at)
        {
            return side.Groups["side"].Value.ToUpperInvariant() switch
            {
                "AFTER" => new PromptWindow(at, null),
                "BEFORE" => new PromptWindow(null, at),
                _ => new PromptWindow(at, at + 1),
            };
        }
        return null;
    }

    private static string? ParseAnswerLanguage(string prompt) => Language().Match(prompt) is { Success: true } m ? m.Groups[1].Value : null;

    private static int? ParseNumber(string text) =>
        Reelsight.Search.Lexicon.WordLists.ParseNumber(text.ToLowerInvariant())
        ?? (int.TryParse(text, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null);

    [GeneratedRegex(@"(?<=[.?!])\s+|[\n;]+|(?i:\b(?:and|then) (?=(?:how many|what|when|where|who|is there|are there|list|give)\b))")]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"(?i)\b(?:in|with|at most|up to|maximum of|max|no more than|exactly|about|around|under|within)?\s*(?<n>\d{1,3}|one|two|three"
            + @"|four|five|six|seven|eight|nine|ten|a single)[- ](?:short |brief |concise )?(?:sentences?|lines?|bullets?|bullet points?"
            + @"|points|items)\b"
    )]
    private static partial Regex SentenceLimit();

    [GeneratedRegex(@"(?i)\b(?<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)[- ]words?\b")]
    private static partial Regex WordLimit();

    [GeneratedRegex(@"(?i)\b(?:briefly|brief|short|concise(?:ly)?|in short)\b")]
    private static partial Regex Brief();

    [GeneratedRegex(@"(?i)\bbullet(?:s|ed)?\b|\bbullet points?\b|\bas a list\b|\blist (?:all|every|the|each|of)\b|^\s*list\b")]
    private static partial Regex BulletList();

    [GeneratedRegex(@"(?i)\bnumbered\b|\benumerate\b")]
    private static partial Regex NumberedList();

    [GeneratedRegex(@"(?i)\b(?<edge>first|last)\s+(?<n>\d+(?:\.\d+)?)\s*(?<u>s|secs?|seconds?|m|mins?|minutes?)\b")]
    private static partial Regex FirstOrLast();

    [GeneratedRegex(
        @"(?i)\b(?:between|from)\s+(?:the\s+)?(?<a>\d[\d:.]*(?:\s*(?:s|sec|seconds?|m|min|minutes?)\b)?)\s*(?:and|to|until|till|through"
            + @"|-|–)\s*(?<b>\d[\d:.]*\d|\d)(?:\s*(?:s|sec|seconds?|m|min|minutes?)\b)?"
    )]
    private static partial Regex Between();

    [GeneratedRegex(@"(?i)\b(?<side>after|before|at|around)\s+(?:second\s+)?(?<a>\d+:\d[\d:.]*|\d+(?:\.\d+)?\s*(?:s|sec|seconds?)\b)")]
    private static partial Regex OneSided();

    [GeneratedRegex(
        @"(?i)\b(?:between|from)\s+\d[\d:.]*\s*(?:s|sec|seconds?|m|min|minutes?)?\s*(?:and|to|until|till|through|-"
            + @"|–)\s*\d[\d:.]*\s*(?:s\b|sec\b|seconds?\b|m\b|min\b|minutes?\b)?|\b(?:in|of|during)\s+the\s+(?:first"
            + @"|last)\s+\d+(?:\.\d+)?\s*(?:s|secs?|seconds?|m|mins?|minutes?)\b"
    )]
    private static partial Regex Windows();

    [GeneratedRegex(
        @"(?i)\b(?:in|into|using) (german|french|spanish|italian|portuguese|chinese|mandarin|japanese|korean|russian|arabic|hindi|dutch"
            + @"|polish|turkish|swedish|vietnamese)\b"
    )]
    private static partial Regex Language();

    [GeneratedRegex(
        @"(?i)\b(?:in|with|at most|up to|no more than|exactly)?\s*\w+[- ](?:sentences?|words?|bullets?|bullet points?)\b|\b(?:briefly"
            + @"|concise(?:ly)?|in short|as a list|please)\b"
    )]
    private static partial Regex FormWords();

    [GeneratedRegex(
        @"(?i)^\s*(?:please\s+)?(?:be|use|keep|do not|don't|avoid|answer|respond|reply|write|format|you are|act as|return|only|limit"
            + @"|focus|ensure|make sure|thanks?|note)\b"
    )]
    private static partial Regex Instruction();
}
