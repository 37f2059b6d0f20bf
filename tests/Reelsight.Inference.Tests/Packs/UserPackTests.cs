using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Packs;

[Collection(ModelPackCollection.Name)]
public sealed class UserPackTests : IDisposable
{
    private readonly SmallUserPack _pack = new();

    public void Dispose() => _pack.Dispose();

    [Fact]
    public async Task A_pack_is_checked_added_chosen_and_places_pictures_where_their_words_are()
    {
        Assert.Equal("reelsight-2", _pack.Store().SelectedSpace);
        var added = await _pack.AddAsync();
        var store = _pack.Store();
        Assert.Equal(added.Name, store.SelectedSpace);
        Assert.Equal("reelsight-1", _pack.Store("reelsight-1").SelectedSpace);
        Assert.Contains(added.Name, store.JointSpaceNames);

        using var space = UserPackSpace.Open(store, added.Name);
        Assert.Equal((SmallUserPack.Dimension, 0), (space.Dimension, space.Names.Count));
        var red = space.Embed(Plain(250, 5, 5)).Vector;
        Assert.Equal(1, TensorPrimitives.Norm<float>(red), 1e-4f);
        var question = space.CreateQuery("Red");
        Assert.True(question.ComputeZScore(TensorPrimitives.Dot<float>(question.Vector, red)) > 1.5);
        Assert.True(TensorPrimitives.Dot<float>(space.Encode("green"), red) < 0);
        Assert.Throws<ArgumentException>(() => space.Encode(" "));

        Assert.True(await store.UserPacks.RemoveAsync(added.Name, default));
        Assert.False(await store.UserPacks.RemoveAsync(added.Name, default));
        Assert.Equal("reelsight-2", store.SelectedSpace);
    }

    [Theory]
    [InlineData("\"size\": 8", "\"size\": 32", "Running the model")]
    [InlineData(
        "\"tokenizer\": \"clip\"",
        "\"tokenizer\": \"words\"",
        "visual.texts.tokenizer is \"words\"; it must be clip or sentencepiece or tokenizer.json."
    )]
    [InlineData("\"name\": \"small-colours\"", "\"name\": \"../evil\"", "name is \"../evil\"")]
    [InlineData("\"name\": \"small-colours\"", "\"name\": \"small-colours\\n\"", "name is \"small-colours")]
    [InlineData("\"name\": \"small-colours\"", "\"name\": \"small\\u0000colours\"", "name is \"small")]
    [InlineData("\"background.f32\":", "\"../background.f32\":", "must be a name without folders")]
    [InlineData("\"background.f32\":", "\"..\\\\background.f32\":", "must be a name without folders")]
    [InlineData("\"background.f32\":", "\"background.f32\\n\":", "must be one line without control characters")]
    [InlineData("\"background.f32\":", "\".background\":", "must not begin with a dot")]
    [InlineData("\"name\": \"small-colours\"", "\"name\": \"reelsight-1\"", "comes with the program")]
    [InlineData("\"background\": \"background.f32\"", "\"background\": \"other.f32\"", "files lacks other.f32")]
    [InlineData("\"dimension\": 16", "\"dimension\": 32", "the vectors of at least 50 unrelated pictures, 32 floats")]
    [InlineData(
        "\"file\": \"text.onnx\",",
        "\"file\": \"text.onnx\", \"output\": \"pooled\",",
        "text.onnx has no output pooled; it has text_embeds."
    )]
    [InlineData(
        "0.57735, -0.57735, -0.57735",
        "-0.57735, 0.57735, -0.57735",
        "tokenizer, scaling or normalisation are not those of the model"
    )]
    [InlineData("\"visual\"", "\"vision\"", "either visual or speech")]
    [InlineData("\"licence\": \"MIT\",", "", "licence")]
    public async Task What_is_not_as_the_manifest_says_is_refused_with_a_sentence_that_names_it(string right, string wrong, string sentence)
    {
        _pack.WriteManifest(manifest => manifest.Replace(right, wrong, StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => _pack.AddAsync());
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_pack.Store().UserPacks.GetAll());
        Assert.Equal("reelsight-2", _pack.Store().SelectedSpace);
    }

    [Fact]
    public async Task A_file_that_was_changed_and_one_that_is_no_model_are_refused()
    {
        _pack.Write("image.onnx", [1, 2, 3]);
        var changed = await Assert.ThrowsAsync<ModelStoreException>(() => _pack.AddAsync());
        Assert.Contains("its SHA-256 is", changed.Message, StringComparison.Ordinal);
        _pack.WriteManifest();
        var broken = await Assert.ThrowsAsync<ModelStoreException>(() => _pack.AddAsync());
        Assert.Contains("image.onnx", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image.onnx")]
    [InlineData(UserPack.FileName)]
    public async Task A_link_is_refused_even_when_it_leads_to_the_right_file(string name)
    {
        var file = Path.Combine(_pack.Folder, name);
        File.Move(file, $"{file}.elsewhere");
        File.CreateSymbolicLink(file, $"{file}.elsewhere");
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => _pack.AddAsync());
        Assert.Contains($"{name} is a link", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_pack.Store().UserPacks.GetAll());
    }

    [Fact]
    public async Task A_pack_that_is_there_already_is_replaced()
    {
        await _pack.AddAsync();
        _pack.WriteManifest(manifest => manifest.Replace("\"licence\": \"MIT\"", "\"licence\": \"CC0\"", StringComparison.Ordinal));
        await _pack.AddAsync();
        Assert.Equal("CC0", Assert.Single(_pack.Store().UserPacks.GetAll()).Licence);
    }

    private static PixelBuffer Plain(byte red, byte green, byte blue) =>
        new(Enumerable.Repeat<byte[]>([red, green, blue], 40 * 30).SelectMany(pixel => pixel).ToArray(), 40, 30);
}
