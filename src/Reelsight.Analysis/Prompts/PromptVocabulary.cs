using System.Collections.Frozen;

namespace Reelsight.Analysis.Prompts;

/// <summary>English function words of prompts and descriptions, as opposed to content words.</summary>
internal static class PromptVocabulary
{
    /// <summary>Something that is not to be there.</summary>
    public static readonly FrozenSet<string> Negations = Set("no without none nobody nothing absent absence lacking");

    /// <summary>Coming into view.</summary>
    public static readonly FrozenSet<string> Appearing = Set(
        "come comes coming came enter enters entering entered arrive arrives arriving arrived emerge emerges emerging approaches"
    );

    /// <summary>Going out of view.</summary>
    public static readonly FrozenSet<string> Disappearing = Set(
        "leave leaves leaving left exit exits exiting exited depart departs departing disappear disappears disappearing vanishes"
    );

    /// <summary>Speech.</summary>
    public static readonly FrozenSet<string> Speaking = Set(
        "say says said saying speak speaks speaking spoke spoken speech talk talks talking talked mention mentions mentioned mentioning "
            + "discuss discusses discussed discussing transcript transcription dialogue dialog narration utterance utterances quote "
            + "quotes conversation voice voiceover words"
    );

    /// <summary>Words for on-screen text.</summary>
    public static readonly FrozenSet<string> OnScreenText = Set(
        "text texts written writing writes reads onscreen ocr caption captions subtitle subtitles lettering inscription sign signs logo "
            + "logos slide slides"
    );

    /// <summary>Cuts.</summary>
    public static readonly FrozenSet<string> Cutting = Set("cut cuts transition transitions");

    /// <summary>Resting, beside the words for standing still.</summary>
    public static readonly FrozenSet<string> Resting = Set("stop stops stopped stopping rest rests resting halts");

    /// <summary>What stands before the noun that says where something is.</summary>
    public static readonly FrozenSet<string> PlacePrepositions = Set("on in at upon onto near beside inside under behind above over by");

    /// <summary>What may stand between these and the noun.</summary>
    public static readonly FrozenSet<string> Determiners = Set("a an the this that these those his her its their my your our");

    /// <summary>Units of time: a number before one counts no objects.</summary>
    public static readonly FrozenSet<string> TimeUnits = Set(
        "s sec secs second seconds min mins minute minutes hour hours h ms words word sentences sentence bullets bullet points items "
            + "lines paragraphs paragraph"
    );

    /// <summary>
    /// Words about the answer, the request and the recording, and names of fields. Some of them are people or things to WordNet.
    /// </summary>
    public static readonly FrozenSet<string> Structure = Set(
        """
        segment segments chapter chapters event events action actions activity activities object objects item items thing things
        subject subjects label labels class classes category categories type types name names title titles topic topics tag tags
        keyword keywords hashtag hashtags summary summaries description descriptions describe describes describing detail details
        highlight highlights key point points list lists bullet bullets number numbers count counts many much total amount time times
        timestamp timestamps start starts end ends begin begins beginning ending duration length long short brief briefly second
        seconds minute minutes hour hours sec min model role field fields value values property properties json format output
        response answer answers question annotation annotations detection detections detected detect identify identified identifies
        locate located recognize recognized recognise track tracking tracked present presence visible view confidence score box
        bounding boxes coordinates position location index id part parts section sections period interval range ranges portion period
        whole entire main primary secondary overall general any some each every give provide write return generate create tell
        explain include including please make sure using following based only least most one two sentence sentences word paragraph
        content colour color colours colors picture image images screen camera recording film movie story narrative timeline moment
        moments way kind kinds sort different various first last next new other others wearing wears wear wore dressed across seen
        shown occur occurs occurring happen happens whether if yes true false null none unknown unit per character characters reason
        cause source state status
        """
    );

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
