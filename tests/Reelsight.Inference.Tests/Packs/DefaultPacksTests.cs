using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Packs;

[Collection(ModelPackCollection.Name)]
public sealed class DefaultPacksTests(ModelPackFixture packs)
{
    [Fact]
    public async Task Every_file_of_the_default_packs_is_what_was_installed() =>
        Assert.All(await packs.Store.VerifyAsync(), status => Assert.Equal((PackState.Ready, null), (status.State, status.Reason)));

    [Fact]
    public void Every_pack_has_a_hash_a_licence_and_a_size() => Assert.All(PackManifest.Default.Packs, pack =>
        {
            Assert.StartsWith("sha512-", pack.Integrity, StringComparison.Ordinal);
            Assert.NotEmpty(pack.Licence);
            Assert.True(pack.Bytes > 0);
            Assert.NotEmpty(pack.Files);
        });

    [Fact]
    public void Every_head_is_the_file_that_was_checked_and_says_what_it_was_trained_on()
    {
        using var encoders = new TextEncoders(packs.Store);
        Assert.All(PackManifest.Default.Heads, head =>
        {
            Assert.NotEmpty(JointHead.Load(new ModelStore(new ModelStoreOptions { JointHead = head.Space })).Names);
            Assert.Equal(
                head.Bytes,
                new FileInfo(Path.Combine(TestRepository.Root, "src", "Reelsight.Inference", "Embeddings", head.File)).Length
            );
            Assert.NotNull(encoders.Get(head.Texts));
            Assert.NotEmpty(head.TrainedOn);
            Assert.NotEmpty(head.Licence);
        });
        Assert.True(PackManifest.Default.Heads.Sum(head => head.Bytes) <= 15_000_000);
    }

    [Fact]
    public void Every_space_that_a_describer_names_is_in_the_manifest() =>
        Assert.Equal(
            new[] { VisualSimilaritySpace.Name, TextEncoder.SpaceName, MiniLmTextEncoder.SpaceName }
                .Concat(PackManifest.Default.Heads.Select(head => head.Space))
                .Order(),
            packs.Store.Spaces.Select(space => space.Name).Order()
        );
}
