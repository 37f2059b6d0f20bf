using System.Text.RegularExpressions;

namespace Reelsight.Architecture.Tests;

/// <summary>Where a type is, its name says: namespaces are folders, and the folders of a project depend one way only.</summary>
public sealed partial class NamespaceTests
{
    // A project that may hold a cycle for now, with the reason. Empty: no project does.
    private static readonly Dictionary<string, string> CyclesAllowed = [];

    public static TheoryData<string> ProductProjects =>
        [
            .. SourceTree
                .Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))
                .Select(project => project.Name),
        ];

    [Fact]
    public void The_namespace_of_every_file_is_its_folder() =>
        Offenders.AssertNone(
            from file in SourceTree.CSharpFiles()
            let found = NamespaceLine().Match(SourceTree.Read(file)).Groups[1].Value
            let expected = FolderNamespace(file)
            where found != expected && !(found.Length == 0 && file.EndsWith("/Program.cs", StringComparison.Ordinal))
            select $"{file}: {found}, not {expected}"
        );

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void The_folders_of_a_project_depend_one_way_only(string project)
    {
        if (CyclesAllowed.ContainsKey(project))
        {
            return;
        }
        var graph = FolderGraph.Read(project);
        Offenders.AssertNone(graph.FindCycles());
    }

    private static string FolderNamespace(string file) => string.Join('.', file.Split('/')[1..^1]);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
