using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// The documentation comments of this assembly, read from the XML file that the compiler writes beside it. They become the descriptions
/// of operations and fields in the OpenAPI document; without the file there are no descriptions.
/// </summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    internal static XmlDocumentation Read()
    {
        var path = Path.ChangeExtension(typeof(XmlDocumentation).Assembly.Location, ".xml");
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

    /// <summary>The summary of a type, or null.</summary>
    internal string? GetSummary(Type type) => ReadText(FindMember($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>The summary of a property, or of the parameter of the record that it comes from; null when there is none.</summary>
    internal string? GetSummary(Type type, string property) =>
        ReadText(FindMember($"P:{NameOf(type)}.{property}")?.Element("summary"))
        ?? ReadText(FindMember($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == property));

    private XElement? FindMember(string name) => _members.GetValueOrDefault(name);

    private static string NameOf(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open.FullName!.Replace('+', '.');
    }

    private static string? ReadText(XElement? element)
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
                        XElement { IsEmpty: true } reference => GetLastSegment(
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

    private static string GetLastSegment(string reference) => reference[(reference.LastIndexOfAny(['.', ':']) + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
