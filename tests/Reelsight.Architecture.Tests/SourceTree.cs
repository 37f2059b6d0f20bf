using System.Xml.Linq;

namespace Reelsight.Architecture.Tests;

/// <summary>The repository as text: where the root is, which projects and source files there are.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceProject> Projects { get; } = [.. ProjectFiles().Select(SourceProject.Read)];

    /// <summary>C# files of the product, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> ProductFiles() => Files("src", ".cs");

    /// <summary>All C# files, tests and benchmarks too.</summary>
    public static IEnumerable<string> CSharpFiles() =>
        new[] { "src", "tests", "bench", "training" }.SelectMany(folder => Files(folder, ".cs"));

    /// <summary>Files of the kinds given in a folder of the repository, at any depth.</summary>
    public static IEnumerable<string> FilesIn(string folder, params string[] endings) => Files(folder, endings);

    /// <summary>Everything a person wrote: code, scripts, documents, project files.</summary>
    public static IEnumerable<string> WrittenFiles()
    {
        string[] folders = ["src", "tests", "bench", "training", "docs", "contract", ".ci"];
        string[] endings = [".cs", ".csproj", ".props", ".json", ".js", ".mjs", ".md", ".sh", ".sql"];
        return folders
            .Where(folder => Directory.Exists(Path.Combine(Root, folder)))
            .SelectMany(folder => Files(folder, endings))
            .Concat(Directory.EnumerateFiles(Root).Select(path => Path.GetFileName(path)).Where(name => name != ".git"))
            .Append(".ci/run");
    }

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static SourceProject Project(string name) => Projects.Single(project => project.Name == name);

    private static IEnumerable<string> ProjectFiles() =>
        new[] { "src", "tests", "bench", "training" }
            .Where(folder => Directory.Exists(Path.Combine(Root, folder)))
            .SelectMany(folder => Files(folder, ".csproj"));

    private static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("The tests run outside the repository: no Reelsight.slnx above them.");
    }
}

/// <summary>A project file: its name and what it refers to.</summary>
internal sealed record SourceProject(string Name, string Path, IReadOnlySet<string> References, IReadOnlySet<string> Frameworks)
{
    public static SourceProject Read(string relative)
    {
        var document = XDocument.Load(System.IO.Path.Combine(SourceTree.Root, relative));
        return new SourceProject(
            System.IO.Path.GetFileNameWithoutExtension(relative),
            relative,
            Included("ProjectReference")
                .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))
                .ToHashSet(),
            Included("FrameworkReference").ToHashSet()
        );

        IEnumerable<string> Included(string element) =>
            document.Descendants(element).Select(node => (string?)node.Attribute("Include")).OfType<string>();
    }
}
