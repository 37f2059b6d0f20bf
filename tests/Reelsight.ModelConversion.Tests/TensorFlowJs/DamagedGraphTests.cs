using System.Text;
using Reelsight.ModelConversion.TensorFlowJs;

namespace Reelsight.ModelConversion.Tests.TensorFlowJs;

public sealed class DamagedGraphTests
{
    private const string Weights = """[{"paths":["weights.bin"],"weights":[{"name":"k","shape":[1,1,2,2],"dtype":"float32"}]}]""";

    [Theory]
    [InlineData("a node twice", """{"name":"y","op":"Relu","input":["x"]},{"name":"y","op":"Relu","input":["x"]}""", Weights)]
    [InlineData("a node that reads itself", """{"name":"y","op":"Relu","input":["z"]},{"name":"z","op":"Relu","input":["y"]}""", Weights)]
    [InlineData("no input", """{"name":"y","op":"Relu"}""", Weights)]
    [InlineData("a name that is null", """{"name":null,"op":"Relu"}""", Weights)]
    [InlineData("an input that is null", """{"name":"y","op":"Relu","input":[null]}""", Weights)]
    [InlineData(
        "strides of words",
        """{"name":"k","op":"Const"},{"name":"y","op":"Conv2D","input":["x","k"],"attr":{"strides":{"list":{"i":["one"]}}}}""",
        Weights
    )]
    [InlineData(
        "too few strides",
        """{"name":"k","op":"Const"},{"name":"y","op":"Conv2D","input":["x","k"],"attr":{"padding":{"s":"U0FNRQ=="}}}""",
        Weights
    )]
    [InlineData(
        "a flag of text",
        """{"name":"k","op":"Const"},{"name":"y","op":"MatMul","input":["x","k"],"attr":{"transpose_a":{"b":"yes"}}}""",
        Weights
    )]
    [InlineData("a size below zero", "", """[{"paths":["weights.bin"],"weights":[{"name":"k","shape":[-1,-4],"dtype":"float32"}]}]""")]
    [InlineData(
        "more weights than bytes can be counted",
        "",
        """[{"paths":["weights.bin"],"weights":[{"name":"k","shape":[1073741824],"dtype":"float32"}]}]"""
    )]
    [InlineData(
        "a kernel without end and without weights",
        """{"name":"k","op":"Const"},{"name":"y","op":"Conv2D","input":["x","k"]}""",
        """[{"paths":["weights.bin"],"weights":[{"name":"k","shape":[4611686018427387904,1,1,0],"dtype":"float32"}]}]"""
    )]
    public void A_damaged_graph_is_refused_with_a_sentence(string damage, string nodes, string weights)
    {
        var e = Assert.Throws<GraphConversionException>(() => Convert(nodes, weights));
        Assert.True(e.Message.EndsWith('.') || e.InnerException is not null, $"{damage}: {e.Message}");
    }

    [Fact]
    public void A_chain_of_nodes_that_is_deeper_than_any_stack_is_refused()
    {
        var nodes = new StringBuilder("""{"name":"n0","op":"Relu","input":["x"]}""");
        for (var i = 1; i < 50_000; i++)
        {
            nodes.Append($$""",{"name":"n{{i}}","op":"Relu","input":["n{{i - 1}}"]}""");
        }
        nodes.Append(""",{"name":"y","op":"Relu","input":["n49999"]}""");
        var e = Assert.Throws<GraphConversionException>(() => Convert(nodes.ToString(), Weights));
        Assert.Contains("too many", e.Message, StringComparison.Ordinal);
    }

    private static void Convert(string nodes, string weights)
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-graph-").FullName;
        try
        {
            var path = Path.Combine(folder, "model.json");
            var all = string.Join(',', new[] { """{"name":"x","op":"Placeholder"}""", nodes }.Where(part => part.Length > 0));
            File.WriteAllText(path, $$"""{"modelTopology":{"node":[{{all}}]},"weightsManifest":{{weights}}}""");
            File.WriteAllBytes(Path.Combine(folder, "weights.bin"), new byte[16]);
            GraphConverter.ToOnnx(GraphModel.Read(path), [new("x", "x", "float32", [1, 2, 2, 2])], [new("y", "y")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
