using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Schemas;

/// <summary>Infers the meaning of fields from their names.</summary>
internal static partial class FieldNameParser
{
    private static readonly string[] TimeWords = ["at", "time", "timestamp", "sec", "seconds", "second", "seen", "visible", "ts"];
    private static readonly string[] AppearingWords =
    [
        "first",
        "appear",
        "appears",
        "appeared",
        "enter",
        "enters",
        "entered",
        "entry",
        "arrival",
        "arrives",
    ];
    private static readonly string[] DisappearingWords =
    [
        "last",
        "leave",
        "leaves",
        "left",
        "exit",
        "exits",
        "exited",
        "disappear",
        "disappears",
        "departure",
    ];

    private static readonly (string[] Words, FieldMeaning Meaning)[] MeaningsByWord =
    [
        (["start", "starts", "begin", "begins", "beginning"], FieldMeaning.Start),
        (["end", "ends", "finish", "until"], FieldMeaning.End),
        (["hashtag", "hashtags"], FieldMeaning.Hashtags),
        (["confidence", "score", "probability", "certainty"], FieldMeaning.Confidence),
        (["count", "num", "total", "quantity", "amount", "many"], FieldMeaning.Count),
        (["duration", "length", "seconds"], FieldMeaning.Duration),
        (["bbox", "box"], FieldMeaning.Box),
        (["colour", "color", "colours", "colors"], FieldMeaning.Colour),
        (
            [
                "transcript",
                "transcription",
                "speech",
                "dialogue",
                "dialog",
                "quote",
                "quotes",
                "utterance",
                "utterances",
                "said",
                "spoken",
                "narration",
                "phrases",
            ],
            FieldMeaning.Speech
        ),
        (["ocr", "writing", "written", "onscreen", "subtitle", "subtitles", "lettering"], FieldMeaning.OnScreenText),
        (["highlight", "highlights"], FieldMeaning.Highlights),
        (["shot", "shots", "scene", "scenes"], FieldMeaning.Shots),
        (
            [
                "chapter",
                "chapters",
                "segment",
                "segments",
                "section",
                "sections",
                "parts",
                "annotation",
                "annotations",
                "timeline",
                "phases",
            ],
            FieldMeaning.Intervals
        ),
        (["topic", "topics", "keyword", "keywords", "tag", "tags", "themes"], FieldMeaning.Topics),
        (
            [
                "action",
                "actions",
                "activity",
                "activities",
                "event",
                "events",
                "motion",
                "movement",
                "movements",
                "behavior",
                "behaviour",
                "moments",
                "incidents",
                "steps",
            ],
            FieldMeaning.Action
        ),
        (["direction"], FieldMeaning.Direction),
        (["title", "headline", "heading"], FieldMeaning.Title),
        (
            [
                "summary",
                "description",
                "caption",
                "details",
                "detail",
                "narrative",
                "overview",
                "synopsis",
                "explanation",
                "content",
                "answer",
                "observation",
                "observations",
                "notes",
                "note",
                "evidence",
                "reasoning",
                "comment",
            ],
            FieldMeaning.Summary
        ),
        (
            [
                "objects",
                "detections",
                "items",
                "entities",
                "things",
                "subjects",
                "people",
                "persons",
                "vehicles",
                "animals",
                "products",
                "tracks",
            ],
            FieldMeaning.Objects
        ),
        (["label", "object", "class", "category", "species", "item", "entity", "subject", "kind", "type"], FieldMeaning.Label),
        (["text", "texts"], FieldMeaning.OnScreenText),
        (["time", "times", "timestamp", "timestamps", "at", "when", "moment"], FieldMeaning.Time),
        (["name"], FieldMeaning.Name),
        (["index", "number", "id", "order", "rank", "no"], FieldMeaning.Ordinal),
    ];

    // A longer description says too many things to tell by one word.
    private const int MaxDescriptionWords = 6;
    private const int MaxDescriptionLength = 500;

    /// <summary>What the field is to hold: by its name, else by a description in a few words.</summary>
    public static FieldMeaning GetMeaning(string name, string? description) =>
        GetMeaning(name) is not FieldMeaning.Other and var meaning ? meaning
        : description is { Length: <= MaxDescriptionLength } && SplitWords(description).Count <= MaxDescriptionWords
            ? GetMeaning(description)
        : FieldMeaning.Other;

    /// <summary>What the field is to hold by its name.</summary>
    public static FieldMeaning GetMeaning(string name)
    {
        var words = SplitWords(name);
        if (words is [var only])
        {
            if (only is "x" or "left" or "xmin")
            {
                return FieldMeaning.Left;
            }

            if (only is "y" or "top" or "ymin")
            {
                return FieldMeaning.Top;
            }

            if (only is "width" or "w")
            {
                return FieldMeaning.Width;
            }

            if (only is "height" or "h")
            {
                return FieldMeaning.Height;
            }
        }
        // "on_screen_text" and "start_time" mean what their telling word says, whatever stands beside it.
        if (words.Contains("screen") && (words.Contains("text") || words.Contains("texts")))
        {
            return FieldMeaning.OnScreenText;
        }

        if (words.Contains("number") && words.Contains("of"))
        {
            return FieldMeaning.Count;
        }

        if (words.Count > 1 && words[^1] is "id" or "number" or "index" && words.Count > 1)
        {
            return FieldMeaning.Ordinal;
        }
        // "leaves_at" and "first_seen": when it comes, when it goes.
        if (words.Exists(TimeWords.Contains) && words.Exists(AppearingWords.Contains))
        {
            return FieldMeaning.AppearsAt;
        }

        if (words.Exists(TimeWords.Contains) && words.Exists(DisappearingWords.Contains))
        {
            return FieldMeaning.DisappearsAt;
        }

        foreach (var (telling, meaning) in MeaningsByWord)
        {
            if (words.Exists(telling.Contains))
            {
                return meaning;
            }
        }

        return FieldMeaning.Other;
    }

    /// <summary><c>detectedObjects</c> and <c>detected_objects</c> as words in lower case.</summary>
    public static List<string> SplitWords(string name) =>
        [.. Humps().Replace(name, "$1 $2").ToLowerInvariant().Split([' ', '_', '-', '.', '/'], StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"(\p{Ll}|\d)(\p{Lu})")]
    private static partial Regex Humps();
}
