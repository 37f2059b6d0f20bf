using System.Collections.Frozen;

namespace Reelsight.Search.Reading;

/// <summary>Reads what several words say together: where in the picture, how many, dark or bright, silent or loud.</summary>
internal static class Cues
{
    private static readonly FrozenSet<string> PictureWords = Set("picture frame image screen shot view video clip scene");
    private static readonly FrozenSet<string> Edges = Set("side half third corner part edge hand");
    private static readonly FrozenSet<string> SoundNouns = Set("sound sounds audio noise noises");
    private static readonly FrozenSet<string> Talk = Set("speech talking speaking talk voice voices conversation dialogue dialog");
    private static readonly FrozenSet<string> Nights = Set("night nighttime nightfall");
    private static readonly FrozenSet<string> Days = Set("day daytime daylight");

    private static readonly FrozenDictionary<string, Zone> Zones = new Dictionary<string, Zone>
    {
        ["left"] = Zone.Left,
        ["right"] = Zone.Right,
        ["top"] = Zone.Top,
        ["upper"] = Zone.Top,
        ["bottom"] = Zone.Bottom,
        ["lower"] = Zone.Bottom,
        ["centre"] = Zone.Centre,
        ["center"] = Zone.Centre,
        ["middle"] = Zone.Centre,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Size> Sizes = new Dictionary<string, Size>
    {
        ["large"] = Size.Large,
        ["big"] = Size.Large,
        ["huge"] = Size.Large,
        ["enormous"] = Size.Large,
        ["small"] = Size.Small,
        ["tiny"] = Size.Small,
        ["little"] = Size.Small,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the word names a part of the day.</summary>
    public static bool IsTimeOfDay(string? word) => word is not null && (Nights.Contains(word) || Days.Contains(word));

    /// <summary>The size that an adjective asks for.</summary>
    public static Size? SizeOf(string word) => Sizes.TryGetValue(word, out var size) ? size : null;

    /// <summary>"In the picture", "of the frame": what is said of everything anyway. The tokens it takes, or 0.</summary>
    public static int InPicture(List<QueryToken> tokens, int at)
    {
        var length = Is(tokens, at, "in") || Is(tokens, at, "of") || Is(tokens, at, "on") ? 1 : 0;
        length += length > 0 && Is(tokens, at + 1, "the") ? 1 : 0;
        return length == 2 && WordAt(tokens, at + 2) is { } word && PictureWords.Contains(word) ? 3
            : length >= 1 && WordAt(tokens, at + length) is "sight" or "view" ? length + 1
            : 0;
    }

    /// <summary>"On the left", "in the bottom right corner of the picture".</summary>
    public static (Zone Zone, int Length)? ZoneAt(List<QueryToken> tokens, int at)
    {
        var length = WordAt(tokens, at) is "on" or "at" or "in" or "to" ? 1 : 0;
        length += length > 0 && Is(tokens, at + length, "the") ? 1 : 0;
        length += Is(tokens, at + length, "far") || Is(tokens, at + length, "very") ? 1 : 0;
        if (length < 2 || WordAt(tokens, at + length) is not { } word || !Zones.TryGetValue(word, out var zone))
        {
            return null;
        }
        length++;
        if (
            WordAt(tokens, at + length) is { } more
            && Zones.TryGetValue(more, out var other)
            && zone != Zone.Centre
            && other != Zone.Centre
        )
        {
            zone |= other;
            length++;
        }
        length += WordAt(tokens, at + length) is { } edge && Edges.Contains(edge) ? 1 : 0;
        if (!Is(tokens, at + length, "of"))
        {
            return (zone, length);
        }
        var inPicture = InPicture(tokens, at + length);
        return inPicture > 0 ? (zone, length + inPicture) : null; // "in the middle of the road" is no place in the picture
    }

    /// <summary>"Next to", "to the left of", "above".</summary>
    public static (RelationKind Kind, string Text, int Length)? RelationAt(List<QueryToken> tokens, int at)
    {
        switch (WordAt(tokens, at))
        {
            case "next" when Is(tokens, at + 1, "to"):
            case "close" when Is(tokens, at + 1, "to"):
                return (RelationKind.Near, $"{tokens[at].Text} to", 2);
            case "near" or "beside" or "alongside":
                return (RelationKind.Near, tokens[at].Text, 1);
            case "above":
                return (RelationKind.Above, "above", 1);
            case "below" or "underneath" or "beneath":
                return (RelationKind.Below, "below", 1);
        }
        var length = WordAt(tokens, at) is "on" or "to" && Is(tokens, at + 1, "the") ? 2 : 0;
        var side = WordAt(tokens, at + length);
        if (side is not ("left" or "right"))
        {
            return null;
        }
        length++;
        length += Is(tokens, at + length, "side") ? 1 : 0;
        return Is(tokens, at + length, "of") && InPicture(tokens, at + length) == 0
            ? (side == "left" ? RelationKind.LeftOf : RelationKind.RightOf, $"{side} of", length + 1)
            : null;
    }

    /// <summary>"At least 3", "exactly one", "several", "two".</summary>
    public static (Number Number, int Length)? NumberAt(List<QueryToken> tokens, int at)
    {
        (Func<int, Number> Make, int Length) lead = WordAt(tokens, at) switch
        {
            "at" when Is(tokens, at + 1, "least") => (Number.AtLeast, 2),
            "at" when Is(tokens, at + 1, "most") => (Number.AtMost, 2),
            "more" when Is(tokens, at + 1, "than") => (n => Number.AtLeast(n + 1), 2),
            "over" => (n => Number.AtLeast(n + 1), 1),
            "no" or "not" when Is(tokens, at + 1, "more") && Is(tokens, at + 2, "than") => (Number.AtMost, 3),
            "fewer" or "less" when Is(tokens, at + 1, "than") => (n => Number.AtMost(Math.Max(1, n - 1)), 2),
            "up" when Is(tokens, at + 1, "to") => (Number.AtMost, 2),
            "exactly" or "only" or "just" => (Number.Exactly, 1),
            _ => (Number.Plainly, 0),
        };
        var word = WordAt(tokens, at + lead.Length);
        if (word is null)
        {
            return null;
        }
        var count = WordLists.NumberOf(word);
        var length = lead.Length + 1;
        if (count is { } number && WordAt(tokens, at + length) is not null)
        {
            length += word is "pair" or "couple" && Is(tokens, at + length, "of") ? 1 : 0;
            return (WordLists.Open.Contains(word) && lead.Length == 0 ? Number.AtLeast(number) : lead.Make(number), length);
        }
        return lead.Length > 0 ? null
            : word == "single" ? (Number.Exactly(1), 1)
            : word == "a" && Is(tokens, at + 1, "few") ? (Number.AtLeast(WordLists.Few), 2)
            : null;
    }

    /// <summary>"At night", "in daylight", "dark scene".</summary>
    public static (Restriction Restriction, int Length)? LightAt(List<QueryToken> tokens, int at)
    {
        var length = WordAt(tokens, at) is "at" or "by" or "in" or "during" ? 1 : 0;
        length += length > 0 && Is(tokens, at + 1, "the") ? 1 : 0;
        var word = WordAt(tokens, at + length);
        if (length > 0 && word == "dark")
        {
            return (Of(tokens, at, length + 1, Condition.Dark), length + 1);
        }
        if (word is not null && (Nights.Contains(word) || Days.Contains(word)))
        {
            var isNight = Nights.Contains(word);
            var followed =
                Is(tokens, at + length + 1, "time") || WordAt(tokens, at + length + 1) is { } next && WordLists.Meta.Contains(next);
            var surely =
                length > 0 && !(Is(tokens, at, "in") && word == "day" && length == 1)
                || word is "nighttime" or "daytime" or "daylight" or "nightfall";
            if (surely || followed || tokens.Count == 1)
            {
                length += 1 + (Is(tokens, at + length + 1, "time") ? 1 : 0);
                return (Of(tokens, at, length, isNight ? Condition.Dark : Condition.Bright) with { Surest = Confidence.Medium }, length);
            }
        }
        var describes =
            word is "dark" or "bright"
            && length == 0
            && (tokens.Count == 1 || WordAt(tokens, at + 1) is { } noun && (WordLists.Meta.Contains(noun) || PictureWords.Contains(noun)));
        return describes
                ? (Of(tokens, at, tokens.Count == 1 ? 1 : 2, word == "dark" ? Condition.Dark : Condition.Bright), tokens.Count == 1 ? 1 : 2)
            : word == "darkness" ? (Of(tokens, at, length + 1, Condition.Dark), length + 1)
            : null;
    }

    /// <summary>"Silent", "in silence", "loud noise", "talking", "talking about" something.</summary>
    /// <param name="tokens">The query.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="isThing">Whether at this place stands a thing that can be seen.</param>
    public static (Restriction Restriction, int Length)? SoundAt(List<QueryToken> tokens, int at, Predicate<int> isThing)
    {
        var length = WordAt(tokens, at) is "in" or "with" ? 1 : 0;
        if (WordAt(tokens, at + length) is not { } word)
        {
            return null;
        }
        var next = WordAt(tokens, at + length + 1);
        var ofSound = next is not null && (SoundNouns.Contains(next) || WordLists.Meta.Contains(next));
        var end = length + (ofSound ? 2 : 1);
        bool IsAll() => tokens.Count == 1 || length == 0 && isThing(at + 1);
        Condition? condition = word switch
        {
            "silence" when length > 0 || tokens.Count == 1 => Condition.Silent,
            "silent" or "soundless" or "noiseless" or "muted" when ofSound || IsAll() => Condition.Silent,
            "loud" or "noisy" when ofSound || IsAll() => Condition.Loud,
            "quiet" when ofSound || IsAll() => Condition.Quiet,
            _ when Talk.Contains(word) && (tokens.Count == 1 || length == 1 && next is null) => Condition.Speech,
            "talking" or "speaking" or "talks" or "speaks" when next is null or "in" or "at" or "while" or "about" => Condition.Speech,
            _ => null,
        };
        return condition is { } one ? (Of(tokens, at, end, one), end) : null;
    }

    /// <summary>What the absence of something to be heard asks for: "no sound", "no speech".</summary>
    public static Condition? WithoutHeard(string text) =>
        SoundNouns.Contains(text) || text == "any sound" ? Condition.Silent
        : Talk.Contains(text) ? Condition.NoSpeech
        : null;

    /// <summary>The word there, or null.</summary>
    public static string? WordAt(List<QueryToken> tokens, int at) =>
        at >= 0 && at < tokens.Count && tokens[at].Kind == TokenKind.Word ? tokens[at].Text : null;

    /// <summary>Whether that word stands there.</summary>
    public static bool Is(List<QueryToken> tokens, int at, string word) => WordAt(tokens, at) == word;

    private static Restriction Of(List<QueryToken> tokens, int at, int length, Condition condition) =>
        new(string.Join(' ', tokens.GetRange(at, length).Select(token => token.Text)), null, condition);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
