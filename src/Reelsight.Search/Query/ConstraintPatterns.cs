using System.Collections.Frozen;
using Reelsight.Core;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>Recognizes constraints that several words express: zone of the frame, count, light, loudness.</summary>
internal static class ConstraintPatterns
{
    private static readonly FrozenSet<string> ImageWords = CreateSet("picture frame image screen shot view video clip scene");
    private static readonly FrozenSet<string> EdgeWords = CreateSet("side half third corner part edge hand");
    private static readonly FrozenSet<string> AudioNouns = CreateSet("sound sounds audio noise noises");
    private static readonly FrozenSet<string> SpeechNouns = CreateSet(
        "speech talking speaking talk voice voices conversation dialogue dialog"
    );
    private static readonly FrozenSet<string> NightWords = CreateSet("night nighttime nightfall");
    private static readonly FrozenSet<string> DayWords = CreateSet("day daytime daylight");

    private static readonly FrozenDictionary<string, ImageZone> Zones = new Dictionary<string, ImageZone>
    {
        ["left"] = ImageZone.Left,
        ["right"] = ImageZone.Right,
        ["top"] = ImageZone.Top,
        ["upper"] = ImageZone.Top,
        ["bottom"] = ImageZone.Bottom,
        ["lower"] = ImageZone.Bottom,
        ["centre"] = ImageZone.Centre,
        ["center"] = ImageZone.Centre,
        ["middle"] = ImageZone.Centre,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ObjectSize> Sizes = new Dictionary<string, ObjectSize>
    {
        ["large"] = ObjectSize.Large,
        ["big"] = ObjectSize.Large,
        ["huge"] = ObjectSize.Large,
        ["enormous"] = ObjectSize.Large,
        ["small"] = ObjectSize.Small,
        ["tiny"] = ObjectSize.Small,
        ["little"] = ObjectSize.Small,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the word names a part of the day.</summary>
    public static bool IsTimeOfDay(string? word) => word is not null && (NightWords.Contains(word) || DayWords.Contains(word));

    /// <summary>The size that an adjective asks for.</summary>
    public static ObjectSize? FindSize(string word) => Sizes.TryGetValue(word, out var size) ? size : null;

    /// <summary>"In the frame", "of the image": words that restrict nothing. Returns their number, or 0.</summary>
    public static int MatchImagePhrase(List<QueryToken> tokens, int at)
    {
        var length = IsWord(tokens, at, "in") || IsWord(tokens, at, "of") || IsWord(tokens, at, "on") ? 1 : 0;
        length += length > 0 && IsWord(tokens, at + 1, "the") ? 1 : 0;
        return length == 2 && GetWord(tokens, at + 2) is { } word && ImageWords.Contains(word) ? 3
            : length >= 1 && GetWord(tokens, at + length) is "sight" or "view" ? length + 1
            : 0;
    }

    /// <summary>"On the left", "in the bottom right corner of the frame".</summary>
    public static (ImageZone Zone, int Length)? MatchZone(List<QueryToken> tokens, int at)
    {
        var length = GetWord(tokens, at) is "on" or "at" or "in" or "to" ? 1 : 0;
        length += length > 0 && IsWord(tokens, at + length, "the") ? 1 : 0;
        length += IsWord(tokens, at + length, "far") || IsWord(tokens, at + length, "very") ? 1 : 0;
        if (length < 2 || GetWord(tokens, at + length) is not { } word || !Zones.TryGetValue(word, out var zone))
        {
            return null;
        }
        length++;
        if (
            GetWord(tokens, at + length) is { } more
            && Zones.TryGetValue(more, out var other)
            && zone != ImageZone.Centre
            && other != ImageZone.Centre
        )
        {
            zone |= other;
            length++;
        }
        length += GetWord(tokens, at + length) is { } edge && EdgeWords.Contains(edge) ? 1 : 0;
        if (!IsWord(tokens, at + length, "of"))
        {
            return (zone, length);
        }
        var inPicture = MatchImagePhrase(tokens, at + length);
        return inPicture > 0 ? (zone, length + inPicture) : null; // "in the middle of the road" is no zone of the frame
    }

    /// <summary>"Next to", "to the left of", "above".</summary>
    public static (SpatialRelationKind Kind, string Text, int Length)? MatchRelation(List<QueryToken> tokens, int at)
    {
        switch (GetWord(tokens, at))
        {
            case "next" when IsWord(tokens, at + 1, "to"):
            case "close" when IsWord(tokens, at + 1, "to"):
                return (SpatialRelationKind.Near, $"{tokens[at].Text} to", 2);
            case "near" or "beside" or "alongside":
                return (SpatialRelationKind.Near, tokens[at].Text, 1);
            case "above":
                return (SpatialRelationKind.Above, "above", 1);
            case "below" or "underneath" or "beneath":
                return (SpatialRelationKind.Below, "below", 1);
        }
        var length = GetWord(tokens, at) is "on" or "to" && IsWord(tokens, at + 1, "the") ? 2 : 0;
        var side = GetWord(tokens, at + length);
        if (side is not ("left" or "right"))
        {
            return null;
        }
        length++;
        length += IsWord(tokens, at + length, "side") ? 1 : 0;
        return IsWord(tokens, at + length, "of") && MatchImagePhrase(tokens, at + length) == 0
            ? (side == "left" ? SpatialRelationKind.LeftOf : SpatialRelationKind.RightOf, $"{side} of", length + 1)
            : null;
    }

    /// <summary>"At least 3", "exactly one", "several", "two".</summary>
    public static (CountConstraint Number, int Length)? MatchCount(List<QueryToken> tokens, int at)
    {
        (Func<int, CountConstraint> Make, int Length) lead = GetWord(tokens, at) switch
        {
            "at" when IsWord(tokens, at + 1, "least") => (CountConstraint.AtLeast, 2),
            "at" when IsWord(tokens, at + 1, "most") => (CountConstraint.AtMost, 2),
            "more" when IsWord(tokens, at + 1, "than") => (n => CountConstraint.AtLeast(n + 1), 2),
            "over" => (n => CountConstraint.AtLeast(n + 1), 1),
            "no" or "not" when IsWord(tokens, at + 1, "more") && IsWord(tokens, at + 2, "than") => (CountConstraint.AtMost, 3),
            "fewer" or "less" when IsWord(tokens, at + 1, "than") => (n => CountConstraint.AtMost(Math.Max(1, n - 1)), 2),
            "up" when IsWord(tokens, at + 1, "to") => (CountConstraint.AtMost, 2),
            "exactly" or "only" or "just" => (CountConstraint.Exactly, 1),
            _ => (CountConstraint.About, 0),
        };
        var word = GetWord(tokens, at + lead.Length);
        if (word is null)
        {
            return null;
        }
        var count = WordLists.ParseNumber(word);
        var length = lead.Length + 1;
        if (count is { } number && GetWord(tokens, at + length) is not null)
        {
            length += word is "pair" or "couple" && IsWord(tokens, at + length, "of") ? 1 : 0;
            return (
                WordLists.OpenEndedNumbers.Contains(word) && lead.Length == 0 ? CountConstraint.AtLeast(number) : lead.Make(number),
                length
            );
        }
        return lead.Length > 0 ? null
            : word == "single" ? (CountConstraint.Exactly(1), 1)
            : word == "a" && IsWord(tokens, at + 1, "few") ? (CountConstraint.AtLeast(WordLists.FewCount), 2)
            : null;
    }

    /// <summary>"At night", "in daylight", "dark scene".</summary>
    public static (QueryConstraint Constraint, int Length)? MatchLight(List<QueryToken> tokens, int at)
    {
        var length = GetWord(tokens, at) is "at" or "by" or "in" or "during" ? 1 : 0;
        length += length > 0 && IsWord(tokens, at + 1, "the") ? 1 : 0;
        var word = GetWord(tokens, at + length);
        if (length > 0 && word == "dark")
        {
            return (CreateConstraint(tokens, at, length + 1, MeasuredCondition.Dark), length + 1);
        }
        if (word is not null && (NightWords.Contains(word) || DayWords.Contains(word)))
        {
            var isNight = NightWords.Contains(word);
            var followed =
                IsWord(tokens, at + length + 1, "time")
                || GetWord(tokens, at + length + 1) is { } next && WordLists.SearchWords.Contains(next);
            var surely =
                length > 0 && !(IsWord(tokens, at, "in") && word == "day" && length == 1)
                || word is "nighttime" or "daytime" or "daylight" or "nightfall";
            if (surely || followed || tokens.Count == 1)
            {
                length += 1 + (IsWord(tokens, at + length + 1, "time") ? 1 : 0);
                return (
                    CreateConstraint(tokens, at, length, isNight ? MeasuredCondition.Dark : MeasuredCondition.Bright) with
                    {
                        MaxConfidence = Confidence.Medium,
                    },
                    length
                );
            }
        }
        var describes =
            word is "dark" or "bright"
            && length == 0
            && (
                tokens.Count == 1
                || GetWord(tokens, at + 1) is { } noun && (WordLists.SearchWords.Contains(noun) || ImageWords.Contains(noun))
            );
        return describes
                ? (
                    CreateConstraint(
                        tokens,
                        at,
                        tokens.Count == 1 ? 1 : 2,
                        word == "dark" ? MeasuredCondition.Dark : MeasuredCondition.Bright
                    ),
                    tokens.Count == 1 ? 1 : 2
                )
            : word == "darkness" ? (CreateConstraint(tokens, at, length + 1, MeasuredCondition.Dark), length + 1)
            : null;
    }

    /// <summary>"Silent", "in silence", "loud noise", "talking", "talking about" something.</summary>
    /// <param name="tokens">The query.</param>
    /// <param name="at">Index of the token to begin at.</param>
    /// <param name="isThing">Whether a visible object is named at a token.</param>
    public static (QueryConstraint Constraint, int Length)? MatchAudio(List<QueryToken> tokens, int at, Predicate<int> isThing)
    {
        var length = GetWord(tokens, at) is "in" or "with" ? 1 : 0;
        if (GetWord(tokens, at + length) is not { } word)
        {
            return null;
        }
        var next = GetWord(tokens, at + length + 1);
        var ofSound = next is not null && (AudioNouns.Contains(next) || WordLists.SearchWords.Contains(next));
        var end = length + (ofSound ? 2 : 1);
        bool IsAll() => tokens.Count == 1 || length == 0 && isThing(at + 1);
        MeasuredCondition? condition = word switch
        {
            "silence" when length > 0 || tokens.Count == 1 => MeasuredCondition.Silent,
            "silent" or "soundless" or "noiseless" or "muted" when ofSound || IsAll() => MeasuredCondition.Silent,
            "loud" or "noisy" when ofSound || IsAll() => MeasuredCondition.Loud,
            "quiet" when ofSound || IsAll() => MeasuredCondition.Quiet,
            _ when SpeechNouns.Contains(word) && (tokens.Count == 1 || length == 1 && next is null) => MeasuredCondition.Speech,
            "talking" or "speaking" or "talks" or "speaks" when next is null or "in" or "at" or "while" or "about" =>
                MeasuredCondition.Speech,
            _ => null,
        };
        return condition is { } one ? (CreateConstraint(tokens, at, end, one), end) : null;
    }

    /// <summary>The condition that the absence of something audible expresses: "no sound", "no speech".</summary>
    public static MeasuredCondition? FindAudioAbsence(string text) =>
        AudioNouns.Contains(text) || text == "any sound" ? MeasuredCondition.Silent
        : SpeechNouns.Contains(text) ? MeasuredCondition.NoSpeech
        : null;

    /// <summary>The word at an index, or null.</summary>
    public static string? GetWord(List<QueryToken> tokens, int at) =>
        at >= 0 && at < tokens.Count && tokens[at].Kind == QueryTokenKind.Word ? tokens[at].Text : null;

    /// <summary>Whether a word is at an index.</summary>
    public static bool IsWord(List<QueryToken> tokens, int at, string word) => GetWord(tokens, at) == word;

    private static QueryConstraint CreateConstraint(List<QueryToken> tokens, int at, int length, MeasuredCondition condition) =>
        new(string.Join(' ', tokens.GetRange(at, length).Select(token => token.Text)), null, condition);

    private static FrozenSet<string> CreateSet(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
