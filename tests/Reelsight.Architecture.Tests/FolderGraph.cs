using System.Text.RegularExpressions;

namespace Reelsight.Architecture.Tests;

/// <summary>Which namespaces of one project use which others, found in the text: usings and names of types.</summary>
internal sealed partial class FolderGraph
{
    private readonly string _project;
    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    private FolderGraph(string project) => _project = project;

    /// <summary>Reads all C# files of a project of src.</summary>
    public static FolderGraph Read(string project)
    {
        var graph = new FolderGraph(project);
        var files = SourceTree
            .ProductFiles()
            .Where(file => file.StartsWith($"src/{project}/", StringComparison.Ordinal))
            .Select(SourceFile.Read)
            .Where(file => file.Namespace.Length > 0)
            .ToList();
        var namespaces = files.Select(file => file.Namespace).ToHashSet();
        var types = files
            .SelectMany(file => file.Types.Select(type => (type, file.Namespace)))
            .Distinct()
            .ToLookup(pair => pair.type, pair => pair.Namespace);
        foreach (var file in files)
        {
            graph.Add(file, namespaces, types);
        }
        return graph;
    }

    /// <summary>One line for each edge that lies on a cycle, with the files and names that make it.</summary>
    public IEnumerable<string> FindCycles()
    {
        var next = _uses.Keys.ToLookup(edge => edge.From, edge => edge.To);
        return _uses
            .Where(edge => Reaches(next, edge.Key.To, edge.Key.From))
            .OrderBy(edge => edge.Key)
            .Select(edge => $"{Short(edge.Key.From)} -> {Short(edge.Key.To)}: {string.Join(", ", edge.Value)}");
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var here))
        {
            if (here == to)
            {
                return true;
            }
            foreach (var there in next[here].Where(seen.Add))
            {
                open.Push(there);
            }
        }
        return false;
    }

    private string Short(string space) => space == _project ? "(root)" : space[(_project.Length + 1)..];

    private void Add(SourceFile file, HashSet<string> namespaces, ILookup<string, string> types)
    {
        foreach (var used in file.Usings.Where(namespaces.Contains).Where(used => used != file.Namespace))
        {
            Add(file, used, "using");
        }
        foreach (var name in file.Names.Where(name => !file.Types.Contains(name)))
        {
            // The compiler takes the type of the own namespace first, then that of the next one outside.
            if (types[name].Where(space => IsSameOrOuter(space, file.Namespace)).MaxBy(space => space.Length) is { } outer)
            {
                if (outer != file.Namespace)
                {
                    Add(file, outer, name);
                }
                continue;
            }
            foreach (var space in types[name].Where(space => file.QualifiedNames.Contains($"{LastPart(space)}.{name}")))
            {
                Add(file, space, name);
            }
        }
    }

    private void Add(SourceFile file, string used, string why)
    {
        if (!_uses.TryGetValue((file.Namespace, used), out var reasons))
        {
            _uses[(file.Namespace, used)] = reasons = new SortedSet<string>(StringComparer.Ordinal);
        }
        reasons.Add($"{Path.GetFileName(file.Path)} ({why})");
    }

    private static bool IsSameOrOuter(string outer, string inner) =>
        inner == outer || inner.StartsWith(outer + ".", StringComparison.Ordinal);

    private static string LastPart(string space) => space[(space.LastIndexOf('.') + 1)..];

    private sealed record SourceFile(
        string Path,
        string Namespace,
        IReadOnlySet<string> Usings,
        IReadOnlySet<string> Types,
        IReadOnlySet<string> Names,
        IReadOnlySet<string> QualifiedNames
    )
    {
        public static SourceFile Read(string path)
        {
            var code = SourceText.Only(SourceTree.Read(path), TextKind.Code);
            var (usings, body) = (UsingLine().Matches(code), UsingLine().Replace(code, ""));
            return new SourceFile(
                path,
                NamespaceLine().Match(code).Groups[1].Value,
                usings.Select(UsedNamespace).ToHashSet(),
                TypeLine().Matches(body).Select(match => match.Groups[1].Value).ToHashSet(),
                Name().Matches(body).Select(match => match.Value).ToHashSet(),
                QualifiedName().Matches(body).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}").ToHashSet()
            );
        }

        // `using static Space.Type` and `using Alias = Space.Type` name a type: its namespace is what is used.
        private static string UsedNamespace(Match line)
        {
            var name = line.Groups[2].Value;
            return line.Groups[1].Length == 0 ? name : name[..Math.Max(name.LastIndexOf('.'), 0)];
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (static |\w+ = )?([\w.]+)(<[^;]*>)?;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|unsafe|ref) )*"
            + @"(?:class|record struct|record|struct|interface|enum|delegate \S+) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<!\w)([A-Z]\w*)(?=\.([A-Z]\w*))")]
    private static partial Regex QualifiedName();
}
