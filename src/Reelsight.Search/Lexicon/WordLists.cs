using System.Collections.Frozen;
using System.Globalization;

namespace Reelsight.Search.Lexicon;

/// <summary>Lists of English words with a special meaning in queries.</summary>
public static class WordLists
{
    /// <summary>Function words, which carry no content and end a noun phrase.</summary>
    public static readonly FrozenSet<string> StopWords = CreateSet(
        """
        a an the this that these those some any all every each its his her their our my your it he she they we you i me them him us of
        in on at by with without within from to into onto over under near next beside behind before after between through across along
        around inside outside up down off out for as about like than then there here where when while who whom whose which what how why
        is are was were be been being am do does did can could will would shall should may might must not no very really just also too
        please
        """
    );

    /// <summary>Words about the search itself.</summary>
    public static readonly FrozenSet<string> SearchWords = CreateSet(
        """
        video videos clip clips footage scene scenes moment moments shot shots frame frames showing shows show find search see seen look
        looking looks contain contains containing appear appears appearing visible happening happens
        """
    );

    /// <summary>Verbs too general to look for.</summary>
    public static readonly FrozenSet<string> GeneralVerbs = CreateSet(
        """
        take takes taking took taken get gets getting got go goes going went gone have has having had make makes making made put puts
        putting use uses using used do doing done hold holds holding held give gives giving give come comes coming came bring brings
        bringing start starts starting stop stops stopping begin begins beginning let lets letting keep keeps keeping pick picks picking
        grab grabs grabbing wear wears wearing wore dressed
        """
    );

    /// <summary>Words that say that objects of a number are in view together, as a number always means here.</summary>
    public static readonly FrozenSet<string> SimultaneityWords = CreateSet("once same time together simultaneously least");

    /// <summary>Words for a number without an upper bound.</summary>
    public static readonly FrozenSet<string> OpenEndedNumbers = CreateSet("several many multiple");

    /// <summary>"A few", and "several".</summary>
    public const int FewCount = 3;

    /// <summary>"A crowd".</summary>
    public const int CrowdCount = 5;

    /// <summary>Words for movement.</summary>
    public static readonly FrozenSet<string> MovementWords = CreateSet(
        """
        moving moves move walking walks walk running runs run driving drives drive crossing crosses cross passing passes pass entering
        enters enter leaving leaves leave approaching approaches jogging jogs strolling hurrying racing travelling traveling rolling
        flying flies arriving
        """
    );

    /// <summary>Words for standing still.</summary>
    public static readonly FrozenSet<string> StillnessWords = CreateSet(
        "parked parking standing stands still stationary motionless waiting idle unmoving sitting seated sits sit"
    );

    /// <summary>For a verb, the labels of objects that people use when they do it.</summary>
    public static readonly FrozenDictionary<string, string[]> ObjectsByAction = new Dictionary<string, string[]>
    {
        ["sitting"] = ["chair", "couch", "bench"],
        ["seated"] = ["chair", "couch", "bench"],
        ["sits"] = ["chair", "couch", "bench"],
        ["sit"] = ["chair", "couch", "bench"],
        ["eating"] = ["sandwich", "pizza", "cake", "donut", "hot dog", "apple", "banana", "fork", "spoon", "bowl"],
        ["drinking"] = ["cup", "bottle", "wine glass"],
        ["cycling"] = ["bicycle"],
        ["skiing"] = ["skis"],
        ["snowboarding"] = ["snowboard"],
        ["surfing"] = ["surfboard"],
        ["skateboarding"] = ["skateboard"],
        ["typing"] = ["keyboard", "laptop"],
        ["phoning"] = ["cell phone"],
        ["calling"] = ["cell phone"],
        ["reading"] = ["book"],
        ["sleeping"] = ["bed", "couch"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["both"] = 2,
        ["pair"] = 2,
        ["couple"] = 2,
        ["several"] = 3,
        ["many"] = 3,
        ["multiple"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The number (1-99) that a word or digits stand for, or null.</summary>
    public static int? ParseNumber(string word) =>
        Numbers.TryGetValue(word, out var number) ? number
        : word.Length <= 2 && int.TryParse(word, CultureInfo.InvariantCulture, out number) && number > 0 ? number
        : null;

    private static FrozenSet<string> CreateSet(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
