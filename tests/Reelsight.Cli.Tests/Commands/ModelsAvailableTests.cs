using System.Text.Json;
using Reelsight.Cli.Commands;
using Reelsight.Cli.Output;
using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Packs;

namespace Reelsight.Cli.Tests.Commands;

public sealed class ModelsAvailableTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void Every_model_of_the_catalogue_is_a_line_with_licence_and_source()
    {
        Show(json: false);
        var lines = _output.ToString().Split('\n');
        Assert.All(ModelCatalogue.All, pack =>
        {
            var line = Assert.Single(lines, line => line.StartsWith($"{pack.Name}  ", StringComparison.Ordinal));
            Assert.Contains(pack.Licence, line, StringComparison.Ordinal);
            Assert.EndsWith(pack.Source.ToString(), line.TrimEnd(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_json_document_has_all_of_it()
    {
        Show(json: true);
        using var document = JsonDocument.Parse(_output.ToString());
        var packs = document.RootElement.GetProperty("packs").EnumerateArray().ToList();
        Assert.Equal(ModelCatalogue.All.Select(pack => pack.Name), packs.Select(pack => pack.GetProperty("name").GetString()));
        Assert.All(packs, pack =>
        {
            Assert.False(pack.GetProperty("added").GetBoolean());
            Assert.All(["role", "adds", "figures", "tested", "licence", "bytes", "memory_mb", "speed", "source"], field =>
                Assert.True(pack.TryGetProperty(field, out _), field)
            );
        });
    }

    private void Show(bool json) =>
        ModelsAvailable.Show(new ModelStore(new ModelStoreOptions { Root = _folder.Path }), new Terminal(_output, TextWriter.Null, json));
}
