using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Tests;

/// <summary>The real encoder and the real WordNet, loaded once. Model packs that are missing are fetched first.</summary>
public sealed class SharedModels : IAsyncLifetime
{
    private TextEncoder? _encoder;

    public WordNet WordNet { get; } = WordNet.Open();

    public JointSpace Joint { get; private set; } = null!;

    public float[] Encode(string text) => _encoder!.Encode(text);

    public async ValueTask InitializeAsync()
    {
        var store = new ModelStore();
        await store.FetchAsync();
        _encoder = TextEncoder.Open(store);
        Joint = JointSpace.Open(store, _encoder);
    }

    public ValueTask DisposeAsync()
    {
        _encoder?.Dispose();
        return ValueTask.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class SharedModelsCollection : ICollectionFixture<SharedModels>
{
    public const string Name = "search parts";
}
