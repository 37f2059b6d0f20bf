using System.Text;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Packs;

public sealed class DamagedManifestTests
{
    private const string Visual = """
        {"dimension":512,"background":"b.bin","pictures":{"file":"i.onnx","size":224,"mean":[0,0,0],"std":[1,1,1]},
        "texts":{"file":"t.onnx","tokenizer":"clip","merges":"m.txt","length":77},"checks":[]}
        """;
    private const string Whole =
        """{"name":"my-clip","licence":"MIT","files":{"i.onnx":"0","t.onnx":"0","b.bin":"0","m.txt":"0"},"visual":VISUAL}""";

    [Fact]
    public void The_manifest_without_damage_is_accepted() => Assert.Null(Read("", ""));

    [Theory]
    [InlineData("\"name\":\"my-clip\"", "\"name\":null")]
    [InlineData("{\"i.onnx\":\"0\",", "{\"i.onnx\":null,")]
    [InlineData("\"mean\":[0,0,0]", "\"mean\":null")]
    [InlineData("\"checks\":[]", "\"checks\":null")]
    [InlineData("\"checks\":[]", "\"checks\":[null]")]
    [InlineData("\"checks\":[]", "\"checks\":[{\"text\":\"a\",\"vector\":null}]")]
    [InlineData("\"checks\":[]", "\"checks\":[{\"text\":\"a\"}]")]
    [InlineData("\"file\":\"i.onnx\"", "\"file\":null")]
    [InlineData("\"tokenizer\":\"clip\"", "\"tokenizer\":null")]
    public void Null_where_something_must_stand_is_refused(string what, string by)
    {
        try
        {
            Assert.NotNull(Read(what, by));
        }
        catch (ModelStoreException e)
        {
            Assert.Contains("pack.json cannot be read as the manifest of a pack", e.Message, StringComparison.Ordinal);
        }
    }

    private static string? Read(string what, string by)
    {
        var json = Whole.Replace("VISUAL", Visual, StringComparison.Ordinal);
        json = what.Length == 0 ? json : json.Replace(what, by, StringComparison.Ordinal);
        return UserPackRules.FindViolation(UserPackStore.Parse("pack.json", Encoding.UTF8.GetBytes(json)), []);
    }
}
