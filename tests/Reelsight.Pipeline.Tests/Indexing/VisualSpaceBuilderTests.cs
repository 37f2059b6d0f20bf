using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Tests.Packs;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Embedding;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Tests.Indexing;

public sealed class VisualSpaceBuilderTests : IDisposable
{
    private const string Film = "/usr/share/forensics-samples/original-files/movie2/movie-hello.mp4";
    private const string Default = "reelsight-2";
    private const string Other = "reelsight-1-free";
    private PipelineFixture _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Another_space_is_filled_from_the_picture_alone_and_searched_when_it_is_complete()
    {
        var hash = await IndexedAsync();
        var before = (await KnownAsync(hash))!;
        var old = _bench.Stores.VisualSpaces.FindActive(PipelineFixture.Tenant)!;
        // Nobody said this: it is in the new space only if what was heard is not listened to again.
        await _bench.Stores.StageOutputs.DeleteAsync(PipelineFixture.Tenant, AudioStage.Name, AudioStage.Version, default);
        await _bench.Stores.StageOutputs.PutAsync(
            PipelineFixture.Tenant,
            hash,
            AudioStage.Name,
            AudioStage.Version,
            StageOutputSerializer.Serialize(
                new AudioDescription
                {
                    Phrases =
                    [
                        new Evidence
                        {
                            Kind = EvidenceKind.Speech,
                            Text = "marmalade",
                            StartSec = 1,
                            EndSec = 2,
                            Source = "test",
                        },
                    ],
                    Audible = true,
                    LoudnessDb = [],
                    EndSec = 8,
                },
                DescriptionJson.Default.AudioDescription
            ),
            default
        );

        await RestartAsync();
        Assert.True(await _bench.Worker.RunNextAsync(default));
        Assert.Equal(old, _bench.Stores.VisualSpaces.FindActive(PipelineFixture.Tenant));
        await _bench.WorkAsync();

        var after = (await KnownAsync(hash))!;
        Assert.Equal(_bench.Get<InferenceModels>().TargetSpace, after.Space);
        Assert.Equal(before.Clips.Select(clip => clip.EndSec), after.Clips.Select(clip => clip.EndSec));
        Assert.Equal(Seen(before), Seen(after));
        Assert.Contains(after.Evidence, fact => fact.Text == "marmalade");
        Assert.Contains(after.Vectors, set =>
            set.Space == Other && set.Dimension == EmbeddingSpaces.JointDimension && set.Values.AsSpan().ContainsAnyExcept(0f)
        );
        var meanings = Assert.Single(after.Vectors, set => set.Unit == VectorUnit.Evidence);
        Assert.Equal(EmbeddingSpaces.Text, meanings.Space);
        Assert.True(meanings.Values.AsSpan().ContainsAnyExcept(0f));
        Assert.NotEmpty(await _bench.Stores.Descriptions.ReadFramesAsync(PipelineFixture.Tenant, after.Space, [(hash, 0)], default));
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));

        Assert.True(await _bench.Get<VisualSpaceBuilder>().DropAsync(PipelineFixture.Tenant, old, default));
        Assert.Null(
            await _bench.Stores.StageOutputs.FindAsync(
                PipelineFixture.Tenant,
                hash,
                VisualStage.Name,
                VisualStage.FormatVersion(Default),
                default
            )
        );
        Assert.NotNull(
            await _bench.Stores.StageOutputs.FindAsync(
                PipelineFixture.Tenant,
                hash,
                VisualStage.Name,
                VisualStage.FormatVersion(Other),
                default
            )
        );
    }

    [Fact]
    public async Task Footage_that_is_gone_does_not_hold_up_the_rest()
    {
        var hash = await IndexedAsync();
        var before = (await KnownAsync(hash))!;
        // As an earlier version described it, with sentences in another space.
        var meanings = new VectorSet("use-lite-en-1", VectorUnit.Evidence, 512, new float[before.Evidence.Count * 512]);
        await _bench.Stores.Descriptions.PutAsync(
            PipelineFixture.Tenant,
            hash,
            Describer.FormatVersion(Default, withAudio: true),
            before with
            {
                Vectors = [.. before.Vectors.Where(set => set.Unit == VectorUnit.Clip), meanings],
            },
            default
        );
        await RestartAsync();
        File.Delete(_bench.Stores.Blobs.FindPath(PipelineFixture.Tenant, hash)!);
        await _bench.WorkAsync();

        var space = Assert.Single(await _bench.Stores.VisualSpaces.ListAsync(PipelineFixture.Tenant, default), one =>
            one.Space == _bench.Get<InferenceModels>().TargetSpace
        );
        Assert.Equal((1, 1, 1), (space.Done, space.Failed, space.Total));
        Assert.Matches(
            "gone",
            Assert.Single(await _bench.Stores.VisualSpaces.ListFailuresAsync(PipelineFixture.Tenant, space.Space, 10, default)).Reason
        );
        var after = (await KnownAsync(hash))!;
        Assert.Equal(space.Space, after.Space);
        Assert.Equal(Seen(before), Seen(after));
        Assert.Equal(EmbeddingSpaces.Text, Assert.Single(after.Vectors, set => set.Unit == VectorUnit.Evidence).Space);
        Assert.DoesNotContain(after.Vectors, set => set.Space is Default or Other);
    }

    [Fact]
    public async Task What_arrives_while_a_space_is_being_built_is_in_both()
    {
        var hash = await IndexedAsync();
        var old = _bench.Stores.VisualSpaces.FindActive(PipelineFixture.Tenant)!;
        await RestartAsync();
        await _bench
            .Get<Describer>()
            .IndexAsync(
                NoProgress.Instance,
                PipelineFixture.Tenant,
                hash,
                _bench.Stores.Blobs.FindPath(PipelineFixture.Tenant, hash)!,
                withAudio: false,
                default
            );

        Assert.Equal(
            [new VisualSpaceProgress(old, 1, 0, 1), new VisualSpaceProgress(_bench.Get<InferenceModels>().TargetSpace, 1, 0, 1)],
            (await _bench.Stores.VisualSpaces.ListAsync(PipelineFixture.Tenant, default)).OrderBy(space => space.Space != old)
        );
    }

    [Fact]
    public async Task A_pack_of_the_owner_becomes_the_space_and_embeddings_are_refused_in_it()
    {
        var hash = await IndexedAsync();
        Assert.Null(_bench.Get<Embedder>().ExplainUnavailable(PipelineFixture.Tenant));
        using var pack = new SmallUserPack();
        var added = await pack.AddAsync();
        _bench = _bench.RestartWith(null, pack.Root);
        await _bench.Get<VisualSpaceBuilder>().StartAsync(default);
        await _bench.WorkAsync();

        var known = (await KnownAsync(hash))!;
        Assert.Equal(added.Name, VisualSpaceName.GetVectorSpace(known.Space));
        var vectors = Assert.Single(known.Vectors, set => set.Space == added.Name);
        Assert.Equal((SmallUserPack.Dimension, known.Clips.Count * SmallUserPack.Dimension), (vectors.Dimension, vectors.Values.Length));
        Assert.True(vectors.Values.AsSpan().ContainsAnyExcept(0f));
        Assert.All(known.Clips, clip => Assert.Empty(clip.Tags));
        Assert.Contains(
            "small-colours, has vectors of 16 numbers; embeddings have 512",
            _bench.Get<Embedder>().ExplainUnavailable(PipelineFixture.Tenant),
            StringComparison.Ordinal
        );

        // Without the pack, what was placed is kept and everything else goes on.
        Assert.True(await pack.Store().UserPacks.RemoveAsync(added.Name, default));
        _bench = _bench.RestartWith(null, pack.Root);
        Assert.Equal(Default, _bench.Get<InferenceModels>().GetVectorSpace(known.Space));
        await _bench.Get<VisualSpaceBuilder>().StartAsync(default);
        await _bench.WorkAsync();
        Assert.Equal(Default, VisualSpaceName.GetVectorSpace(_bench.Stores.VisualSpaces.FindActive(PipelineFixture.Tenant)!));
    }

    private async Task<string> IndexedAsync()
    {
        var uploaded = await _bench.UploadFileAsync(await _bench.AddIndexAsync("visual", "audio"), Film);
        await _bench.WorkAsync();
        return (await _bench.VideoAsync(uploaded.VideoId)).ContentHash!;
    }

    private async Task RestartAsync()
    {
        _bench = _bench.RestartWith(Other);
        await _bench.Get<VisualSpaceBuilder>().StartAsync(default);
        await _bench.Get<VisualSpaceBuilder>().StartAsync(default); // a job that waits already is not put in again
    }

    private Task<MediaDescription?> KnownAsync(string hash) => _bench.Stores.Descriptions.FindAsync(PipelineFixture.Tenant, hash, default);

    private static IEnumerable<string> Seen(MediaDescription described) =>
        described.Evidence.Where(fact => fact.Kind != EvidenceKind.Speech).Select(fact => $"{fact.Kind} {fact.Text} {fact.StartSec}");
}
