using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests;

/// <summary>
/// The default model store, complete: fetched once when packs are missing. Use it with <c>[Collection(ModelPackCollection.Name)]</c>.
/// </summary>
public sealed class ModelPackFixture : IAsyncLifetime
{
    public ModelStore Store { get; } = new();

    public async ValueTask InitializeAsync() => await Store.FetchAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

[CollectionDefinition(Name)]
public sealed class ModelPackCollection : ICollectionFixture<ModelPackFixture>
{
    public const string Name = "model packs";
}
