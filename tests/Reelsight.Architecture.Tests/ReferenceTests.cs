using System.Xml.Linq;

namespace Reelsight.Architecture.Tests;

/// <summary>Who may know whom. The arrows point down: host, pipeline, search, libraries.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string[]> Allowed =>
        new()
        {
            { "Reelsight.Core", [] },
            { "Reelsight.ModelConversion", [] },
            { "Reelsight.Vectors", [] },
            { "Reelsight.Fetch", [] },
            { "Reelsight.Media", ["Reelsight.Core"] },
            { "Reelsight.Inference", ["Reelsight.Core", "Reelsight.Fetch", "Reelsight.ModelConversion"] },
            { "Reelsight.Storage", ["Reelsight.Core", "Reelsight.Vectors"] },
            { "Reelsight.Search", ["Reelsight.Core", "Reelsight.Inference", "Reelsight.Storage", "Reelsight.Vectors"] },
            {
                "Reelsight.Labels",
                ["Reelsight.Analysis", "Reelsight.Core", "Reelsight.Media", "Reelsight.Pipeline", "Reelsight.Search", "Reelsight.Storage"]
            },
            {
                "Reelsight.Analysis",
                ["Reelsight.Core", "Reelsight.Fetch", "Reelsight.Media", "Reelsight.Pipeline", "Reelsight.Search", "Reelsight.Storage"]
            },
            {
                "Reelsight.Pipeline",
                ["Reelsight.Core", "Reelsight.Fetch", "Reelsight.Inference", "Reelsight.Media", "Reelsight.Search", "Reelsight.Storage"]
            },
        };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_library_refers_only_to_the_libraries_below_it(string name, string[] allowed) =>
        Assert.Subset(allowed.ToHashSet(), SourceTree.Project(name).References.ToHashSet());

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_library_knows_nothing_of_the_web_framework(string name, string[] allowed)
    {
        _ = allowed;
        Assert.Empty(SourceTree.Project(name).Frameworks);
        Assert.DoesNotContain(SourceTree.ProductFiles().Where(file => file.StartsWith($"src/{name}/", StringComparison.Ordinal)), file =>
            SourceTree.Read(file).Contains("using Microsoft.AspNetCore", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_product_project_is_either_a_listed_library_or_a_host()
    {
        var known = Allowed.Select(row => row.Data.Item1).Concat(["Reelsight.Server", "Reelsight.Cli"]);
        var found = SourceTree
            .Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))
            .Select(project => project.Name);
        Assert.Empty(found.Except(known));
    }

    [Fact]
    public void Nothing_but_the_command_line_and_tests_refers_to_the_server() =>
        Assert.Equal(
            ["Reelsight.Cli"],
            SourceTree
                .Projects.Where(project =>
                    project.Path.StartsWith("src/", StringComparison.Ordinal) && project.References.Contains("Reelsight.Server")
                )
                .Select(project => project.Name)
        );

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument
            .Parse(SourceTree.Read("Reelsight.slnx"))
            .Descendants("Project")
            .Select(node => (string?)node.Attribute("Path"));
        Assert.Empty(SourceTree.Projects.Select(project => project.Path).Except(listed!));
    }

    [Fact]
    public void Every_product_library_has_tests_at_the_mirrored_place()
    {
        var tests = SourceTree.Projects.Select(project => project.Name).ToHashSet();
        Assert.Subset(tests, Allowed.Select(row => $"{row.Data.Item1}.Tests").Append("Reelsight.Server.Tests").ToHashSet());
    }
}
