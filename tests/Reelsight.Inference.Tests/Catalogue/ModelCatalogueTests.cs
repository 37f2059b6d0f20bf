using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Catalogue;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void Every_entry_says_what_it_adds_costs_and_comes_from_and_is_found_by_its_name()
    {
        Assert.All(ModelCatalogue.All, pack =>
        {
            Assert.Same(pack, ModelCatalogue.Find(pack.Name));
            Assert.All([pack.Adds, pack.Licence, pack.Source.Name], text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.True(pack is { Bytes: > 1_000_000, MemoryMb: > 10 });
            Assert.Contains(pack.Speed, new[] { "alike", "slower", "slow" });
            Assert.All(pack.Figures, figure => Assert.NotEmpty(figure.Source));
            Assert.Equal(pack.Source.Kind is CatalogueSource.Npm or CatalogueSource.NuGet, pack.Source.Integrity is not null);
        });
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.Select(pack => pack.Name).Distinct().Count());
    }

    [Fact]
    public void A_repository_is_named_with_or_without_a_revision()
    {
        var pack = ModelCatalogue.Find("hub:immich-app/ViT-L-14__openai@v2")!;
        Assert.Equal(("vit-l-14-openai", "hub:immich-app/ViT-L-14__openai@v2"), (pack.Name, pack.Source.ToString()));
        Assert.Equal("clip-vit-b-32", ModelCatalogue.Find("hub:immich-app/ViT-B-32__laion2b-s34b-b79k")!.Name);
        Assert.Null(ModelCatalogue.Find("clip"));
        Assert.Throws<ModelStoreException>(() => ModelCatalogue.Find("hub:nothing"));
        Assert.Throws<ModelStoreException>(() => ModelCatalogue.Find("hub:owner/name@"));
    }
}
