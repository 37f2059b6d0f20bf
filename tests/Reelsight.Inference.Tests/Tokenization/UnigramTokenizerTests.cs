using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Inference.Tokenization;

namespace Reelsight.Inference.Tests.Tokenization;

[Collection(ModelPackCollection.Name)]
public sealed class UnigramTokenizerTests(ModelPackFixture packs)
{
    // Of the tokenizer that wrote the vectors in stored footage: other ids would make them incomparable with queries.
    private const string IdsOfGeneratedTexts = "e690ed77f490599f2cf81f373f372476c6d9a2e0aef1c26adb229947468ba79e";

    [Theory]
    [InlineData("a man in a red shirt", 11, 337, 15, 11, 1181, 3886)]
    [InlineData(
        "Ratio 3:4, https://example.org (see below)",
        539,
        17,
        1055,
        216,
        0,
        477,
        8,
        290,
        7,
        255,
        773,
        1563,
        147,
        6,
        1649,
        44,
        7,
        606,
        1477,
        52
    )]
    [InlineData("\u4E2D\u6587 \u2603\u2603 caf\u00E9\u2026", 30, 0, 30, 0, 976, 209, 1133, 91)]
    public void Ids_are_those_that_stored_vectors_were_made_with(string text, params int[] ids) =>
        Assert.Equal(ids, Tokenizer().Tokenize(text));

    [Fact]
    public void Thousands_of_odd_texts_keep_their_ids_on_any_number_of_threads()
    {
        var tokenizer = Tokenizer();
        var ids = GenerateTexts().AsParallel().AsOrdered().SelectMany(text => tokenizer.Tokenize(text).Append(-1)).ToArray();
        Assert.Equal(IdsOfGeneratedTexts, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(ids))));
    }

    private UnigramTokenizer Tokenizer() => UnigramTokenizer.ReadJson(packs.Store.GetPath("text", "dist/vocab.json"));

    private static IEnumerable<string> GenerateTexts()
    {
        var random = new Random(5);
        var words = (
            "the people video shows a woman's hands holding two bottles near traffic lights unbelievably quickly 3:45 (or) :) :-) " + "://"
        ).Split(' ');
        var odd =
            "aeiou xyz\u00E9 \u00C4\u00DF\u0416\u4E2D\u0634\u2603\u2026\uFB01\uFF21\u00A0\t0123456789.,'!?-_()[]<>&#\"/:;".ToCharArray();
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder();
            for (var part = random.Next(1, 30); part > 0; part--)
            {
                text.Append(random.Next(3) == 0 ? words[random.Next(words.Length)] + " " : odd[random.Next(odd.Length)].ToString());
            }

            if (!string.IsNullOrWhiteSpace(text.ToString()))
            {
                yield return text.ToString();
            }
        }
    }
}
