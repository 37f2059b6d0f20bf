using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

[Collection(ModelPackCollection.Name)]
public sealed class TextEncoderTests(ModelPackFixture packs) : IDisposable
{
    private readonly TextEncoder _encoder = TextEncoder.Open(packs.Store);

    public void Dispose() => _encoder.Dispose();

    [Theory]
    [InlineData("How old are you?", "What is your age?")]
    [InlineData("The car is red.", "The automobile is red.")]
    [InlineData("A man is playing a guitar", "Someone plays the guitar")]
    [InlineData("people sitting at a table", "persons sit around a table")]
    public void Paraphrases_are_near(string one, string other) => Assert.InRange(Similarity(one, other), 0.55f, 1f);

    [Theory]
    [InlineData("How old are you?", "The stock market fell sharply today")]
    [InlineData("A man is playing a guitar", "fresh broccoli on a conveyor belt")]
    [InlineData("wedding dance", "worker in an empty hall")]
    public void Unrelated_sentences_are_far(string one, string other) => Assert.InRange(Similarity(one, other), -0.2f, 0.5f);

    [Fact]
    public void Vectors_have_512_numbers_and_norm_1()
    {
        var vector = _encoder.Encode("a dog runs through the park");
        Assert.Equal(TextEncoder.Dimensions, vector.Length);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(vector), 1e-5f);
    }

    [Fact]
    public void A_batch_gives_the_vectors_that_single_texts_give()
    {
        string[] texts = ["car", "two cars at once", "a person in a shop takes a bottle from the shelf"];
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
    [InlineData("🦄🦄🦄")]
    [InlineData("日本語のテキスト")]
    [InlineData("a:b://c :) \u0000")]
    public void Signs_outside_the_vocabulary_do_no_harm(string text) =>
        Assert.Equal(1f, TensorPrimitives.Norm<float>(_encoder.Encode(text)), 1e-5f);

    [Theory]
    [InlineData("fish", "\uFB01sh")]
    [InlineData("red car", "\uFF52\uFF45\uFF44\u00A0 car\n")]
    [InlineData("well...", "well\u2026")]
    public void Compatibility_forms_mean_the_same_as_plain_letters(string plain, string other) =>
        Assert.Equal(_encoder.Encode(plain), _encoder.Encode(other));

    [Fact]
    public void Many_threads_get_the_same_vector()
    {
        var expected = _encoder.Encode("a white car comes from the top");
        Parallel.For(0, 50, _ => Assert.Equal(expected, _encoder.Encode("a white car comes from the top")));
    }

    private float Similarity(string one, string other) => TensorPrimitives.Dot<float>(_encoder.Encode(one), _encoder.Encode(other));
}
