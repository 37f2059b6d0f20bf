using System.Text.RegularExpressions;

namespace Reelsight.Architecture.Tests;

/// <summary>The words that the glossary replaced stay replaced. Its last column is the list, so that there is one list only.</summary>
public sealed partial class GlossaryTests
{
    private const string Glossary = "docs/glossary.md";

    // "A content hash" is a hash of content, a "content type" is HTTP's: only the content itself was misnamed.
    private const string NotFollowedByANoun = "(?! (hash|type|length|policy|security|range|disposition|encoding|address)\\b)";

    [Fact]
    public void The_list_of_replaced_words_is_read()
    {
        Assert.Contains("Sought", Replaced(QuotedCode()));
        Assert.Contains("look-alike", Replaced(QuotedPhrase()));
    }

    [Fact]
    public void No_replaced_name_occurs_in_code_studio_and_documentation()
    {
        var names = AnyOf(Replaced(QuotedCode()).Select(word => Regex.Escape(word).Replace("…", "[A-Z]\\w*", StringComparison.Ordinal)));
        Offenders.AssertNone(
            Matches(CodeFiles(), names, text => SourceText.Only(text, TextKind.Code, TextKind.Comment))
                .Concat(Matches(Documents(), names, text => text))
        );
    }

    [Fact]
    public void No_replaced_text_of_the_studio_occurs_in_it_or_in_its_guide()
    {
        var texts = AnyOf(Replaced(QuotedPhrase()).Where(phrase => char.IsUpper(phrase[0])).Select(Regex.Escape));
        Offenders.AssertNone(Matches(StudioFiles().Append("docs/guides/studio.md"), texts, text => text));
    }

    [Fact]
    public void No_replaced_phrase_occurs_in_comments_and_documentation()
    {
        var phrases = AnyOf(
            Replaced(QuotedPhrase()).Where(phrase => char.IsLower(phrase[0])).Select(phrase => Regex.Escape(phrase) + NotFollowedByANoun),
            RegexOptions.IgnoreCase
        );
        Offenders.AssertNone(
            Matches(CodeFiles(), phrases, text => Quotation().Replace(SourceText.Only(text, TextKind.Comment), ""))
                .Concat(Matches(Documents(), phrases, WithoutCode))
        );
    }

    private static IEnumerable<string> CodeFiles() => SourceTree.ProductFiles().Concat(StudioFiles());

    private static IEnumerable<string> StudioFiles() =>
        SourceTree.FilesIn("studio/src", ".ts", ".tsx").Where(file => !file.EndsWith("/schema.d.ts", StringComparison.Ordinal));

    private static IEnumerable<string> Documents() =>
        SourceTree.FilesIn("docs", ".md").Where(file => file != Glossary).Concat(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]);

    private static IEnumerable<string> Matches(IEnumerable<string> files, Regex words, Func<string, string> view) =>
        from file in files
        from line in view(SourceTree.Read(file)).Split('\n').Index()
        from match in words.Matches(line.Item)
        select $"{file}:{line.Index + 1}: {match.Value}";

    private static List<string> Replaced(Regex quoted) =>
        [
            .. SourceTree
                .Read(Glossary)
                .Split('\n')
                .Where(line => line.StartsWith('|'))
                .Select(line => line.TrimEnd('|', ' ').Split('|')[^1])
                .SelectMany(cell => quoted.Matches(cell))
                .Select(match => match.Groups[1].Value),
        ];

    private static Regex AnyOf(IEnumerable<string> patterns, RegexOptions options = RegexOptions.None) =>
        new($@"(?<!\w)({string.Join('|', patterns)})(?!\w)", options);

    // Examples of requests and answers hold bytes of the wire, which keep their names; so does what stands `between back quotes`.
    private static string WithoutCode(string document) => CodeBlock().Replace(document, match => new string('\n', match.Value.Count('\n')));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex QuotedCode();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex QuotedPhrase();

    // A comment may quote a word of the wire.
    [GeneratedRegex("\"[^\"\n]*\"|<c>[^<\n]*</c>")]
    private static partial Regex Quotation();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
