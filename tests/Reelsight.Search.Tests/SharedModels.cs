using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Tests;

/// <summary>The real encoder and the real WordNet, loaded once. Model packs that are missing are fetched first.</summary>
public sealed class SharedModels : IAsyncLifetime
{
    private TextEncoders? _encoders;

    public WordNet WordNet { get; } = WordNet.Open();

    public JointSpace Joint { get; private set; } = null!;

    /// <summary>Encodes a text in one of the text spaces of search.</summary>
    public float[] Encode(string space, string text) => _encoders!.Get(space).Encode(text);

    public async ValueTask InitializeAsync()
    {
        var store = new ModelStore();
        await store.FetchAsync();
        _encoders = new TextEncoders(store);
        Joint = JointSpace.Open(store, _encoders);
    }

    public ValueTask DisposeAsync()
    {
        _encoders?.Dispose();
        return ValueTask.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class SharedModelsCollection : ICollectionFixture<SharedModels>
{
    public const string Name = "search parts";
}
