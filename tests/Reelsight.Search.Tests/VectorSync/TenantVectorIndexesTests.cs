using Reelsight.TestSupport;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.VectorSync;

/// <summary>The vectors of a data folder follow the database, whatever happens to their files.</summary>
[Collection(SharedModelsCollection.Name)]
public sealed class TenantVectorIndexesTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await SearchTestBed.CreateAsync(
            models,
            new SearchOptions
            {
                VisualSimilarityThreshold = 0.7,
                VisualSimilarityThresholdWithObjects = 0.6,
                NearDuplicateThreshold = 0.8,
            }
        );

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    // Those of how clips look; other spaces have folders of their own.
    private string[] Segments =>
        [
            .. Directory
                .GetFiles(_world.VectorFolder, "*.vectors", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == new SearchOptions().VisualFeatureSpace),
        ];

    [Fact]
    public async Task Vectors_are_read_from_their_files_after_a_restart_and_made_again_when_these_are_gone()
    {
        var video = await _world.AddAsync("film.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        Assert.Equal([video], await FoundAsync());
        var written = File.GetLastWriteTimeUtc(Segments.Single());
        _world.Reopen();
        Assert.Equal([video], await FoundAsync());
        Assert.Equal(written, File.GetLastWriteTimeUtc(Segments.Single()));
        _world.Reopen(() => Directory.Delete(_world.VectorFolder, recursive: true));
        Assert.Equal([video], await FoundAsync());
        Assert.Empty(_world.VectorReports);
    }

    [Fact]
    public async Task Damaged_vectors_are_made_again_before_the_search_that_meets_them_answers()
    {
        var video = await _world.AddAsync("film.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        await FoundAsync();
        _world.Reopen(() =>
        {
            var bytes = File.ReadAllBytes(Segments.Single());
            bytes[^64] ^= 0x40;
            File.WriteAllBytes(Segments.Single(), bytes);
        });
        Assert.Equal([video], await FoundAsync());
        Assert.Contains("does not have the bytes that were written to it", Assert.Single(_world.VectorReports), StringComparison.Ordinal);
        Assert.EndsWith("Its vectors are rebuilt from the database.", _world.VectorReports[0], StringComparison.Ordinal);
        _world.Reopen();
        Assert.Equal([video], await FoundAsync());
        Assert.Single(_world.VectorReports);
    }

    [Fact]
    public async Task Vectors_that_are_deleted_or_cut_off_while_they_are_in_use_are_made_again_and_every_search_answers()
    {
        var first = await _world.AddAsync("first.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        Assert.Equal([first], await FoundAsync());
        Directory.Delete(_world.VectorFolder, recursive: true);
        Assert.Equal([first], await FoundAsync());
        var second = await _world.AddAsync("second.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        Assert.Equal([first, second], await FoundAsync());
        await _world.Maintenance.MaintainAsync(CancellationToken.None);
        Assert.Equal([first, second], await FoundAsync());
        foreach (var segment in Segments)
        {
            FileDamage.Truncate(segment, 100);
        }
        Assert.Equal([first, second], await FoundAsync());
        await _world.Maintenance.MaintainAsync(CancellationToken.None);
        Assert.Equal([first, second], await FoundAsync());
        _world.VectorReports.Clear();
        _world.Reopen();
        Assert.Equal([first, second], await FoundAsync());
        Assert.Empty(_world.VectorReports);
    }

    [Fact]
    public async Task Maintenance_takes_the_bytes_of_deleted_videos_off_the_disk_without_any_search()
    {
        var gone = await _world.AddAsync("gone.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        await _world.AddAsync("kept.mp4", 6, [], features: [CreateVisualFeatures(90)]);
        await _world.Maintenance.MaintainAsync(CancellationToken.None);
        var size = new FileInfo(Segments.Single()).Length;
        await _world.Stores.Videos.DeleteAsync(SearchTestBed.Tenant, _world.IndexId, gone, CancellationToken.None);
        await _world.Maintenance.MaintainAsync(CancellationToken.None);
        Assert.True(new FileInfo(Segments.Single()).Length < size);
        Assert.Empty(await FoundAsync());
        await _world.Stores.Indexes.DeleteAsync(SearchTestBed.Tenant, _world.IndexId, CancellationToken.None);
        await _world.Maintenance.MaintainAsync(CancellationToken.None);
        Assert.Empty(Segments);
    }

    [Fact]
    public async Task One_file_serves_every_index_of_a_tenant_and_each_finds_its_own_videos()
    {
        var other = await _world.AddIndexAsync("other");
        var hash = _world.CreateHash();
        var here = await _world.AddAsync("here.mp4", 6, [], hash, features: [CreateVisualFeatures(0)]);
        var twice = await _world.AddAsync("twice.mp4", 6, [], hash, features: [CreateVisualFeatures(0)]);
        var there = await _world.AddAsync(
            "there.mp4",
            6,
            [CreateSpeech("hello", 0, 2)],
            indexId: other,
            features: [CreateVisualFeatures(1)]
        );
        Assert.Equal([here, twice], await FoundAsync());
        Assert.Equal([there], await FoundAsync(other));
        Assert.Single(Directory.GetDirectories(_world.VectorFolder));
    }

    private static float[] CreateVisualFeatures(double degrees) =>
        [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180), .. new float[30]];

    private async Task<IEnumerable<string>> FoundAsync(string? indexId = null) =>
        (
            await _world.SearchAsync("", Modalities.Visual, query =>
                query with
                {
                    IndexId = indexId ?? query.IndexId,
                    Images = [new QueryImage("query.jpg", CreateVisualFeatures(0), [])],
                }
            )
        ).Moments.Select(moment => moment.VideoId);
}
