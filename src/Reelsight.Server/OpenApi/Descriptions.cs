using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// The documentation comments of this assembly, which the compiler writes beside it: what stands above an operation or a field in the
/// source is what the served description says. Where the file is missing the description does without.
/// </summary>
internal sealed partial class Descriptions
{
    private readonly Dictionary<string, XElement> _members;

    private Descriptions(Dictionary<string, XElement> members) => _members = members;

    internal static Descriptions Read()
    {
        var path = Path.ChangeExtension(typeof(Descriptions).Assembly.Location, ".xml");
        return new(
            !File.Exists(path)
                ? []
                : XDocument
                    .Load(path)
                    .Descendants("member")
                    .GroupBy(m => (string)m.Attribute("name")!, StringComparer.Ordinal)
                    .ToDictionary(m => m.Key, m => m.First(), StringComparer.Ordinal)
        );
    }

    /// <summary>What is said of a type.</summary>
    internal string? Of(Type type) => Text(Member($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What is said of a property, or of the parameter of the record that it is made from.</summary>
    internal string? Of(Type type, string property) =>
        Text(Member($"P:{NameOf(type)}.{property}")?.Element("summary"))
        ?? Text(Member($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == property));

    private XElement? Member(string name) => _members.GetValueOrDefault(name);

    private static string NameOf(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open.FullName!.Replace('+', '.');
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XElement { IsEmpty: true } reference => Last(
                            (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? ""
                        ),
                        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                        XElement other => other.Value,
                        _ => node.ToString(SaveOptions.DisableFormatting)
                            .Replace("&lt;", "<", StringComparison.Ordinal)
                            .Replace("&gt;", ">", StringComparison.Ordinal)
                            .Replace("&amp;", "&", StringComparison.Ordinal),
                    }
                )
        );
        return Spaces().Replace(text, " ").Trim();
    }

    private static string Last(string reference) => reference[(reference.LastIndexOfAny(['.', ':']) + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
