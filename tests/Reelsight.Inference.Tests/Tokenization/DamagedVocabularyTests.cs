using System.Text;
using Reelsight.Inference.Tokenization;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Tokenization;

public sealed class DamagedVocabularyTests : IDisposable
{
    private const string Marks = "\"<|startoftext|>\":5,\"<|endoftext|>\":6";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[[\"a\"]]")]
    [InlineData("[[null,1]]")]
    [InlineData("[[\"\",-1]]")]
    [InlineData("[[\"a\",1e999]]")]
    [InlineData("[[\"\\ud800\",1]]")]
    public void A_damaged_list_of_pieces_is_invalid_data(string json)
    {
        var special = string.Concat(Enumerable.Range(0, 6).Select(i => $"[\"<{i}>\",null],"));
        var whole = json.StartsWith("[[", StringComparison.Ordinal) ? $"[{special}{json[1..]}" : json;
        var path = Write("pieces.json", whole);
        try
        {
            UnigramTokenizer.ReadJson(path).Tokenize("a b");
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith("pieces.json cannot be read as a vocabulary", e.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal("[[\"a\",1e999]]", json); // infinity is a score
    }

    [Theory]
    [InlineData("{\"a\":0,\"a\":1,MARKS}")]
    [InlineData("{\"a\":0,\"b\":0,MARKS}")]
    [InlineData("{\"a\":-1,MARKS}")]
    [InlineData("{\"a\":2147483647,MARKS}")]
    [InlineData("{\"a\":\"b\",MARKS}")]
    public void A_damaged_vocabulary_is_invalid_data(string json)
    {
        var (merges, vocabulary) = (
            Write("merges.txt", "a t\n"),
            Write("vocab.json", json.Replace("MARKS", Marks, StringComparison.Ordinal))
        );
        Assert.Throws<InvalidDataException>(() => ClipTokenizer.Read(merges, vocabulary, 16, 0));
    }

    [Theory]
    [InlineData("a \n")]
    [InlineData(" a\n")]
    [InlineData("a b c\n")]
    public void A_merge_that_is_no_pair_is_invalid_data(string merges) =>
        Assert.Throws<InvalidDataException>(() => ClipTokenizer.Read(Write("merges.txt", merges), null, 16, 0));

    [Fact]
    public void A_piece_that_only_looks_like_a_byte_is_text()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("a\nb\nc\n<0xZZ>\n<0x41>"));
        var decoder = LlamaTokenDecoder.Load(Write("llama.js", $"llama_vocab_base64 = \"{base64}\""));
        Assert.Equal("<0xZZ>A", decoder.Decode([3, 4]));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
