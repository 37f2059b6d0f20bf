using System.Text.RegularExpressions;

namespace Reelsight.Server.Http.Requests;

/// <summary>Names in a text that stand for something sent or stored beside it, written <c>&lt;@name&gt;</c>.</summary>
internal static partial class NamedReferences
{
    /// <summary>The names in the order they come, doubles included; a name may be empty.</summary>
    internal static IEnumerable<string> FindNames(string text) => ReferencePattern().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The text with something else in the place of each reference.</summary>
    internal static string Replace(string text, Func<string, string> by) => ReferencePattern().Replace(text, m => by(m.Groups[1].Value));

    [GeneratedRegex("<@([^<>]*)>")]
    private static partial Regex ReferencePattern();
}
