using System.Text.RegularExpressions;

namespace Reelsight.Core;

/// <summary>References in a text to something that is sent or stored beside it, written <c>&lt;@name&gt;</c>.</summary>
public static partial class NamedReferences
{
    /// <summary>The names in order, duplicates included; a name may be empty.</summary>
    public static IEnumerable<string> FindNames(string text) => ReferencePattern().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The text with each reference replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replacement">Gives the replacement of a name.</param>
    public static string Replace(string text, Func<string, string> replacement) =>
        ReferencePattern().Replace(text, m => replacement(m.Groups[1].Value));

    [GeneratedRegex("<@([^<>]*)>")]
    private static partial Regex ReferencePattern();
}
