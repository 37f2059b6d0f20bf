using Reelsight.Inference.Tests.Catalogue;
using Reelsight.Inference.Tokenization;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Tokenization;

/// <summary>The expected ids follow from the small vocabularies by the published algorithms.</summary>
public sealed class JsonTokenizerTests : IDisposable
{
    private const int FirstByte = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Byte_pairs_of_clip_stand_between_their_marks()
    {
        var tokenizer = Read("clip", "<|endoftext|>", canonical: false);
        Assert.Equal([3, 0, 2, 4, 4, 4, 4, 4], tokenizer.Tokenize("Red  BLUE"));
        Assert.Equal([3, 2, 2, 2, 2, 2, 2, 4], tokenizer.Tokenize("blue blue blue blue blue blue blue blue"));
    }

    [Fact]
    public void Unigram_pieces_stand_between_the_marks_of_the_template()
    {
        var tokenizer = Read("unigram", "<pad>", canonical: false);
        Assert.Equal([0, 4, 6, 2, 1, 1, 1, 1], tokenizer.Tokenize("red blue"));
        // A run of what is unknown is one piece.
        Assert.Equal([0, 4, 7, 3, 2, 1, 1, 1], tokenizer.Tokenize("red xyz"));
        Assert.Equal(2, tokenizer.Tokenize("red red red red red red red red red")[^1]);
    }

    [Fact]
    public void Byte_pairs_of_gemma_lose_capitals_and_punctuation_and_fall_back_to_bytes()
    {
        var tokenizer = Read("gemma", "<pad>", canonical: true);
        var red = tokenizer.Tokenize("red")[0];
        Assert.Equal([red, 1, 0, 0, 0, 0, 0, 0], tokenizer.Tokenize("  R-e.d!  "));
        Assert.Equal([red, FirstByte + 0xC3, FirstByte + 0xA9, 1, 0, 0, 0, 0], tokenizer.Tokenize("redé"));
        Assert.NotEqual(0, tokenizer.Tokenize("red blue")[3]);
    }

    [Theory]
    [InlineData("""{"model":{"type":"Unigram","unk_id":-1,"vocab":[["<pad>",0]]}}""", "unk_id -1 is the number of no piece")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"▁":0,"<pad>":1},"merges":[["d"]]}}""", "tokenizer.json cannot be used")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"▁":0,"<pad>":-1},"merges":[]}}""", "numbers from 0 to")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"▁":0},"merges":[]}}""", "no piece \"<pad>\"")]
    [InlineData("no json", "tokenizer.json cannot be used")]
    public void What_cannot_be_used_is_refused_with_the_reason(string json, string sentence)
    {
        var path = _folder.Combine("tokenizer.json");
        File.WriteAllText(path, json);
        var refusal = Assert.Throws<InvalidDataException>(() => JsonTokenizer.Read(path, 8, "<pad>", canonical: false));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private ITokenizer Read(string kind, string padding, bool canonical)
    {
        var path = _folder.Combine($"{kind}.json");
        File.WriteAllBytes(path, SmallImageTextModel.Create(kind)["textual/tokenizer.json"]);
        return JsonTokenizer.Read(path, 8, padding, canonical);
    }
}
