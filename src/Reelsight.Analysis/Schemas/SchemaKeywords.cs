using System.Collections.Frozen;

namespace Reelsight.Analysis.Schemas;

/// <summary>The keywords of the subset.</summary>
internal static class SchemaKeywords
{
    /// <summary>Keywords that change which values are valid.</summary>
    public static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet([
        "type",
        "properties",
        "required",
        "items",
        "minItems",
        "enum",
        "const",
        "anyOf",
        "$ref",
        "$defs",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
    ]);

    /// <summary>What to do instead of a keyword.</summary>
    public static string SuggestAlternative(string keyword) =>
        keyword switch
        {
            "minLength" or "maxLength" => "Say how long the text shall be in the description, or use pattern.",
            "additionalProperties" => "Leave it out: answers have the declared properties only.",
            "uniqueItems" or "maxItems" => "Say in the description how many items there shall be.",
            "oneOf" or "allOf" or "not" or "if" or "then" or "else" => "Use anyOf.",
            "definitions" => "Use $defs.",
            _ => "Leave it out.",
        };
}
