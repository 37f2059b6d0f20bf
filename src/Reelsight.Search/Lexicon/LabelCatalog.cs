using System.Collections.Frozen;

namespace Reelsight.Search.Lexicon;

/// <summary>
/// The labels of the object detector, with their WordNet senses and everyday names, read from the embedded data files.
/// </summary>
public sealed class LabelCatalog
{
    private readonly FrozenDictionary<string, int> _indexes;
    private readonly Dictionary<string, List<int>> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _narrower = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _parts = new(StringComparer.Ordinal);
    private readonly List<LabelEntry> _entries = [];

    private LabelCatalog()
    {
        foreach (var line in ReadResourceLines("labels.txt"))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            var senses = SplitField(fields.ElementAtOrDefault(1) ?? "", ' ');
            var number = _entries.Count;
            _entries.Add(
                new LabelEntry(
                    fields[0],
                    senses.FirstOrDefault(key => !key.StartsWith('+')),
                    [.. senses.Where(key => key.StartsWith('+')).Select(key => key[1..])]
                )
            );
            foreach (
                var (names, target) in ((string, Dictionary<string, List<int>>)[])
                    [
                        (fields.ElementAtOrDefault(2) ?? "", _aliases),
                        (fields.ElementAtOrDefault(3) ?? "", _parts),
                        (fields.ElementAtOrDefault(4) ?? "", _narrower),
                    ]
            )
            {
                foreach (var name in SplitField(names, ','))
                {
                    if (!target.TryGetValue(name, out var numbers))
                    {
                        target.Add(name, numbers = []);
                    }
                    numbers.Add(number);
                }
            }
        }
        _indexes = _entries
            .Select((entry, number) => (entry.Label, number))
            .ToFrozenDictionary(e => e.Label, e => e.number, StringComparer.Ordinal);
        Kinds = ReadResourceLines("kinds.txt");
    }

    /// <summary>The catalogue of the program's detector.</summary>
    public static LabelCatalog Default { get; } = new();

    /// <summary>Number of labels.</summary>
    public int Count => _entries.Count;

    /// <summary>Sense keys of hypernyms, such as "vehicle", that a search may ask for.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>All labels by number.</summary>
    public IReadOnlyList<LabelEntry> Entries => _entries;

    /// <summary>The number of a label, or -1.</summary>
    public int IndexOf(string label) => _indexes.GetValueOrDefault(label, -1);

    /// <summary>Labels that have this everyday name.</summary>
    public IReadOnlyList<int> WithAlias(string name) => _aliases.GetValueOrDefault(name) ?? [];

    /// <summary>Labels of which this is a narrower kind, beside those that WordNet tells: a football is a sports ball.</summary>
    public IReadOnlyList<int> WithNarrower(string name) => _narrower.GetValueOrDefault(name) ?? [];

    /// <summary>Labels of things that have this part: a person has a hand.</summary>
    public IReadOnlyList<int> WithPart(string name) => _parts.GetValueOrDefault(name) ?? [];

    internal static string[] SplitField(string field, char separator) =>
        field.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<string> ReadResourceLines(string name)
    {
        using var reader = new StreamReader(typeof(LabelCatalog).Assembly.GetManifestResourceStream($"Reelsight.Search.Lexicon.{name}")!);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line);
            }
        }
        return lines;
    }
}
