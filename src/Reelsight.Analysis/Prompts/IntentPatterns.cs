using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Prompts;

/// <summary>Patterns that classify the intents of prompts; the first match decides.</summary>
internal static partial class IntentPatterns
{
    /// <summary>Patterns in the order in which they are tried.</summary>
    public static IReadOnlyList<(Regex Pattern, IntentKind Kind)> Ordered { get; } =
    [
        (Titles(), IntentKind.Title),
        (Hashtags(), IntentKind.Hashtags),
        (Chapters(), IntentKind.Chapters),
        (Highlights(), IntentKind.Highlights),
        (Topics(), IntentKind.Topics),
        (Shots(), IntentKind.Shots),
        (Count(), IntentKind.Count),
        (Duration(), IntentKind.Duration),
        (Colour(), IntentKind.Colour),
        (Position(), IntentKind.Position),
        (When(), IntentKind.When),
        (YesNo(), IntentKind.Presence),
        (Speech(), IntentKind.Speech),
        (Writing(), IntentKind.OnScreenText),
        (Objects(), IntentKind.Objects),
        (Summary(), IntentKind.Summary),
    ];

    /// <summary>Parts of an answer about the whole video of which one sentence may name several, by the nouns for them.</summary>
    public static IReadOnlyList<(Regex Pattern, IntentKind Kind)> WholeVideoPatterns { get; } =
    [
        (Titles(), IntentKind.Title),
        (SummaryNouns(), IntentKind.Summary),
        (Topics(), IntentKind.Topics),
        (Hashtags(), IntentKind.Hashtags),
        (Chapters(), IntentKind.Chapters),
        (Highlights(), IntentKind.Highlights),
    ];

    /// <summary>Questions about the place of filming, which only visual similarity can answer.</summary>
    public const string PlacesOrSettings = "places or settings";

    /// <summary>What a text asks for that no model here recognises, as a noun phrase; null when it asks for nothing of that kind.</summary>
    public static string? FindUnanswerable(string text) =>
        Why().IsMatch(text) ? "reasons or intentions"
        : Who().IsMatch(text) ? "who a person is"
        : Feeling().IsMatch(text) ? "feelings, moods or tones"
        : Place().IsMatch(text) ? PlacesOrSettings
        : Traits().IsMatch(text) ? "people's age, gender or role"
        : Style().IsMatch(text) ? "genres, styles or how something was filmed"
        : Sound().IsMatch(text) ? "music or sounds other than speech"
        : Weather().IsMatch(text) ? "weather or time of day"
        : null;

    [GeneratedRegex(@"(?i)\btitles?\b|\bheadline\b")]
    private static partial Regex Titles();

    [GeneratedRegex(@"(?i)\bhash ?tags?\b")]
    private static partial Regex Hashtags();

    [GeneratedRegex(@"(?i)\bchapters?\b|\btable of contents\b|\bdivide\b|\bbreak(?:s|ing)? (?:it |this |the video )?(?:down )?into\b")]
    private static partial Regex Chapters();

    [GeneratedRegex(@"(?i)\bhighlights?\b|\b(?:key|best|important|notable|interesting|main) (?:moments?|events?|parts?|scenes?)\b")]
    private static partial Regex Highlights();

    [GeneratedRegex(@"(?i)\btopics?\b|\bkey ?words?\b|\btags\b|\bthemes?\b")]
    private static partial Regex Topics();

    [GeneratedRegex(
        @"(?i)\bhow many (?:shots?|scenes?|cuts?)\b|\b(?:shots?|scenes?|cuts?) (?:changes?|boundaries)\b|\bnumber of (?:shots"
            + @"|scenes|cuts)\b"
    )]
    private static partial Regex Shots();

    [GeneratedRegex(@"(?i)\bhow many\b|\bnumber of\b|\bcount\b")]
    private static partial Regex Count();

    [GeneratedRegex(@"(?i)\bhow long\b|\bduration\b|\blength of (?:the|this) (?:video|clip)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?i)\b(?:what|which) colou?rs?\b|\bcolou?rs? of\b")]
    private static partial Regex Colour();

    [GeneratedRegex(@"(?i)\bwhere (?:in the (?:picture|frame|image)|on (?:the )?screen)\b|\bpositions? of\b")]
    private static partial Regex Position();

    [GeneratedRegex(
        @"(?i)^\W*when\b|\bwhen (?:do|does|did|is|are|can|was|were)\b|\bat what time\b|\btime ?stamps? (?:of|for|when|where)\b|\b(?:what"
            + @"|which) (?:time|second|moment)\b|\b(?:find|list|identify|locate) (?:all |every |the |each )?(?:moments?|times?|segments?"
            + @"|parts?|scenes?)\b"
    )]
    private static partial Regex When();

    [GeneratedRegex(
        @"(?i)^\W*(?:is|are|was|were|does|do|did|has|have|can|could)\b(?! you (?:describe|summari|list|tell|give|write|explain))"
    )]
    private static partial Regex YesNo();

    [GeneratedRegex(
        @"(?i)\btranscri\w+\b|\b(?:said|say|says|saying|speak\w*|spoken|speech|talk\w*|mention\w*|discuss\w*|dialog(?:ue)?|quotes?"
            + @"|conversation|narrat(?:ion|or))\b"
    )]
    private static partial Regex Speech();

    [GeneratedRegex(@"(?i)\b(?:on[- ]?screen text|text|written|writing|ocr|captions? (?:on|in)|subtitles?|signs?|reads?|logos?)\b")]
    private static partial Regex Writing();

    [GeneratedRegex(
        @"(?i)\b(?:objects?|items?|things)\b|\bwhat(?:'s| is| are| can be)?(?: (?:there|visible|shown|seen|in))\b|\bwhat (?:can|do) "
            + @"(?:you|we|i) see\b|\bwhat (?:animals?|vehicles?|foods?|people|kinds?)\b|\b(?:which|list) (?:animals?|vehicles?|foods?"
            + @"|people)\b"
    )]
    private static partial Regex Objects();

    [GeneratedRegex(@"(?i)\b(?:summary|overview|recap|synopsis)\b")]
    private static partial Regex SummaryNouns();

    [GeneratedRegex(
        @"(?i)\bsummar\w+|\bdescri\w+|\bhappen\w*|\boverview\b|\brecap\b|\bexplain\b|\bcaption\b|\bwhat(?:'s| is) (?:this|the"
            + @"|it)\b.*\babout\b|\bgoing on\b|\bnarrate\b|\btell me about (?:this|the) (?:video|clip)\b|\banaly[sz]e\b|\bevents?\b"
            + @"|\bactions?\b|\bactivit(?:y|ies)\b|\breport\b"
    )]
    private static partial Regex Summary();

    [GeneratedRegex(@"(?i)\bwhy\b|\breasons?\b|\bintent\w*|\bpurpose\b|\bmotiv\w+")]
    private static partial Regex Why();

    [GeneratedRegex(
        @"(?i)\bwho\b|\bwhose\b|\bidentit(?:y|ies)\b|\bnames? of the (?:person|people|man|woman|speaker|actor)\b|\bcelebrit\w+"
    )]
    private static partial Regex Who();

    [GeneratedRegex(
        @"(?i)\bmood\b|\bemotion\w*|\bfeel\w*|\bsentiment\b|\btone\b|\batmosphere\b|\b(?:happy|sad|angry|excited|bored|afraid)\b|\bvibe\b"
    )]
    private static partial Regex Feeling();

    [GeneratedRegex(@"(?i)\bwhere\b|\blocation\b|\bplace\b|\bsetting\b|\bindoors?\b|\boutdoors?\b|\bcountry\b|\bcity\b|\broom\b")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?i)\bages?\b|\bgender\b|\b(?:man|woman|men|women|boys?|girls?)\b.*\?|\boccupation\b|\bjob\b|\bethnic\w*")]
    private static partial Regex Traits();

    [GeneratedRegex(@"(?i)\bgenre\b|\bstyle\b|\bcinemato\w+|\bcamera (?:angle|movement|work)\b|\blighting\b|\bquality\b|\bbrands?\b")]
    private static partial Regex Style();

    [GeneratedRegex(@"(?i)\bmusic\b|\bsong\b|\bsounds?\b|\bnoise\b|\baudio\b|\bmelod\w+")]
    private static partial Regex Sound();

    [GeneratedRegex(@"(?i)\bweather\b|\bseason\b|\btime of day\b|\b(?:sunny|rain\w*|snow\w*|day or night|daytime|night)\b")]
    private static partial Regex Weather();
}
