using System.Text.Json;
using Reelsight.Inference.Tokenization;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Tokenization;

/// <summary>Numbers are those that are published for the vocabulary of CLIP; merges are cut down to what the words here need.</summary>
public sealed class ClipTokenizerTests : IDisposable
{
    private const int Start = 49406,
        End = 49407;
    private static readonly Dictionary<string, int> Published = new()
    {
        ["a</w>"] = 320,
        ["photo</w>"] = 1125,
        ["of</w>"] = 539,
        ["cat</w>"] = 2368,
        ["<|startoftext|>"] = Start,
        ["<|endoftext|>"] = End,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a photo of a cat")]
    [InlineData("  A  Photo\tof a\nCAT ")]
    [InlineData("a photo of a c&#97;t")]
    public void A_photo_of_a_cat_has_the_numbers_that_are_published(string text) =>
        Assert.Equal([Start, 320, 1125, 539, 320, 2368, End, 0, 0, 0], Tokens(10, Published).Tokenize(text));

    [Fact]
    public void Long_text_is_cut_before_the_mark_that_ends_it() =>
        Assert.Equal([Start, 320, 1125, End], Tokens(4, Published).Tokenize("a photo of a cat"));

    [Fact]
    public void Without_a_vocabulary_pieces_are_numbered_as_the_merges_make_them()
    {
        // 256 bytes, 256 bytes at a word's end, then the merges; "a" at the end of a word has its published number so.
        var tokens = Tokens(8, null).Tokenize("a 1a!");
        Assert.Equal([512 + Merges.Length, 320, 256 + ('1' - '!'), 320, 256, 513 + Merges.Length, 0, 0], tokens);
    }

    [Fact]
    public void Merges_go_by_their_order_and_not_from_left_to_right()
    {
        var ids = new Dictionary<string, int>(Published)
        {
            ["a"] = 64,
            ["b"] = 65,
            ["bc</w>"] = 7,
            ["ab"] = 8,
            ["c</w>"] = 9,
        };
        Assert.Equal([Start, 64, 7, End], Tokens(4, ids, "b c</w>", "a b").Tokenize("abc"));
        Assert.Equal([Start, 8, 9, End], Tokens(4, ids, "a b", "b c</w>").Tokenize("abc"));
    }

    [Fact]
    public void Signs_beyond_ascii_are_cut_into_their_bytes()
    {
        var ids = new Dictionary<string, int>(Published) { ["Ã"] = 11, ["©</w>"] = 12 };
        Assert.Equal([Start, 11, 12, End], Tokens(4, ids).Tokenize("É"));
    }

    [Fact]
    public void Files_of_another_kind_are_refused()
    {
        var merges = Write("merges.txt", "one two three\n");
        Assert.Throws<InvalidDataException>(() => ClipTokenizer.Read(merges, null, 8, 0));
        Assert.Throws<InvalidDataException>(() => ClipTokenizer.Read(Write("m.txt", "a b\n"), Write("v.json", "[1]"), 8, 0));
        Assert.Throws<InvalidDataException>(() => ClipTokenizer.Read(Write("m.txt", "a b\n"), Write("v.json", "{\"a\":1}"), 8, 0));
    }

    private static readonly string[] Merges = ["o f</w>", "p h", "o t", "ph ot", "phot o</w>", "c a", "ca t</w>"];

    private ClipTokenizer Tokens(int length, Dictionary<string, int>? vocabulary, params string[] merges) =>
        ClipTokenizer.Read(
            Write("merges.txt", "#version: 0.2\n" + string.Join('\n', merges is [] ? Merges : merges)),
            vocabulary is null ? null : Write("vocab.json", JsonSerializer.Serialize(vocabulary)),
            length,
            0
        );

    private string Write(string name, string text)
    {
        var path = _folder.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }
}
