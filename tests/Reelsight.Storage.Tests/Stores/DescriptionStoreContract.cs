using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class DescriptionStoreContract : StoreContract
{
    private static readonly MediaDescription Rich = new()
    {
        HasAudio = false,
        CutsSec = [1d / 3, 7.5],
        LoudnessDb = [-120, -33.5f],
        Brightness = [0.25f, 0.5f],
        Clips =
        [
            new Clip(0, 1d / 3, "thumbnails/0.jpg") { Tags = [new ClipTag("store", 0.75f), new ClipTag("brown", 0.25f)] },
            new Clip(1d / 3, 9.25, null),
        ],
        Evidence =
        [
            new Evidence
            {
                Kind = EvidenceKind.Object,
                Text = "dog",
                StartSec = 0,
                EndSec = 2,
                Confidence = 0.75,
                Source = "objects/1",
                Moving = true,
                Colours = ["brown", "white"],
                Sightings = [new Sighting(0.04, 0.1f, 0.2f, 0.3f, 0.4f, 0.9f), new Sighting(0.08, 0.11f, 0.2f, 0.3f, 0.4f, 0.8f)],
            },
            new Evidence
            {
                Kind = EvidenceKind.Speech,
                Text = "Das ist naïve 🎬",
                StartSec = 1,
                EndSec = 2,
                Source = "speech/1",
            },
            new Evidence
            {
                Kind = EvidenceKind.OnScreenText,
                Text = "EXIT",
                StartSec = 3,
                EndSec = 4,
                Confidence = 0,
                Source = "text/1",
            },
            new Evidence
            {
                Kind = EvidenceKind.Object,
                Text = "dog",
                StartSec = 4,
                EndSec = 5,
                Source = "objects/1",
            },
            new Evidence
            {
                Kind = EvidenceKind.Object,
                Text = "person",
                StartSec = 0,
                EndSec = 2,
                Source = "objects/1",
                Body = new BodyDescription
                {
                    Postures = [new PostureInterval("standing", 0, 1), new PostureInterval("sitting", 1, 2)],
                    UpperColours = ["white"],
                    LowerColours = ["blue", "brown"],
                },
            },
        ],
        Vectors =
        [
            new VectorSet("visual/1", VectorUnit.Clip, 3, [1, -0.5f, 0.25f, 0, 0, 0]),
            new VectorSet("text/1", VectorUnit.Evidence, 2, [0, 0, 0.6f, 0.8f, -0.8f, 0.6f, 0, 0, 0, 0]),
        ],
    };

    [Fact]
    public async Task Facts_read_back_exactly_and_vectors_within_half_a_step()
    {
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", Rich, None);
        Restart();

        Assert.NotNull(await Stores.Descriptions.FindStampAsync(Tenant, CreateHash(1), None));
        var found = (await Stores.Descriptions.FindAsync(Tenant, CreateHash(1), None))!;

        Assert.Equivalent(Rich with { Vectors = [] }, found with { Vectors = [] }, strict: true);
        Assert.Equal(Rich.Vectors.Count, found.Vectors.Count);
        foreach (var (wrote, read) in Rich.Vectors.Zip(found.Vectors))
        {
            Assert.Equal((wrote.Space, wrote.Unit, wrote.Dimension), (read.Space, read.Unit, read.Dimension));
            Assert.All(wrote.Values.Zip(read.Values), pair => Assert.Equal(pair.First, pair.Second, 1f / 254));
        }
    }

    [Fact]
    public async Task Frames_are_kept_apart_and_read_clip_by_clip_until_the_content_is_described_anew()
    {
        var frames = new FrameVectorSet("visual/1", 2, [0, 0.2, 0.5, 9.3], [1, 0, 0, 1, 0.6f, 0.8f, -1, 0]);
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", Rich with { Frames = frames }, None);
        Restart();

        var found = await Stores.Descriptions.ReadFramesAsync(
            Tenant,
            "",
            [(CreateHash(1), 0), (CreateHash(1), 1), (CreateHash(1), 2), (CreateHash(2), 0)],
            None
        );

        Assert.Equal([(CreateHash(1), 0), (CreateHash(1), 1)], found.Keys.Order());
        Assert.Equal(("visual/1", 2), (found[(CreateHash(1), 0)].Space, found[(CreateHash(1), 0)].Dimension));
        Assert.Equal([0, 0.2], found[(CreateHash(1), 0)].TimesSec);
        Assert.Equal([0.5, 9.3], found[(CreateHash(1), 1)].TimesSec);
        Assert.All(found[(CreateHash(1), 1)].Values.Zip(frames.Values[4..]), pair => Assert.Equal(pair.Second, pair.First, 1f / 254));
        Assert.Empty(await Stores.Descriptions.ReadFramesAsync("somebody else", "", [(CreateHash(1), 0)], None));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v2", Rich, None);
        Assert.Empty(await Stores.Descriptions.ReadFramesAsync(Tenant, "", [(CreateHash(1), 0)], None));
    }

    [Fact]
    public async Task Many_descriptions_are_read_in_one_sweep_with_vectors_as_stored()
    {
        for (var i = 0; i < 600; i++)
        {
            await Stores.Descriptions.PutAsync(Tenant, CreateHash(i), "v1", i == 7 ? Rich : CreateDescription($"phrase {i}"), None);
        }

        var read = await ReadAsync(Enumerable.Range(0, 700).Select(CreateHash).Append(CreateHash(0)).ToArray());

        Assert.Equal(600, read.Count);
        Assert.Equal(Enumerable.Range(0, 600).Select(CreateHash), read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("phrase 599", read[CreateHash(599)].Evidence[0].Text);
        var vectors = read[CreateHash(7)].Vectors[0];
        Assert.Equal([127, -64, 32, 0, 0, 0], vectors.Values.Select(value => (int)value));
        Assert.Equal([1f / 127, 0], vectors.Scales);
    }

    [Fact]
    public async Task What_was_described_since_comes_with_larger_stamps_and_a_count_that_tells_of_deletions()
    {
        for (var i = 0; i < 3; i++)
        {
            await Stores.Descriptions.PutAsync(Tenant, CreateHash(i), "v1", CreateDescription("hello"), None);
        }
        await Stores.Descriptions.PutAsync("tenant-other", CreateHash(9), "v1", CreateDescription("hello"), None);
        var all = await Stores.Descriptions.GetChangesAsync(Tenant, "", 0, None);
        Assert.Equal(3, all.Count);
        Assert.Equal([CreateHash(0), CreateHash(1), CreateHash(2)], all.Later.Select(key => key.ContentHash));

        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("hello again"), None);

        var later = await Stores.Descriptions.GetChangesAsync(Tenant, "", all.Later[^1].Stamp, None);
        Assert.Equal((3L, CreateHash(1)), (later.Count, Assert.Single(later.Later).ContentHash));
        Assert.Empty((await Stores.Descriptions.GetChangesAsync(Tenant, "", later.Later[0].Stamp, None)).Later);
    }

    [Fact]
    public async Task Words_are_found_in_ready_videos_of_the_index_only_best_first()
    {
        var films = await AddIndexAsync("films");
        var series = await AddIndexAsync("series");
        await AddVideoAsync(films, CreateHash(1));
        await AddVideoAsync(films, CreateHash(1));
        await AddVideoAsync(films, CreateHash(2), VideoStatus.Indexing);
        await AddVideoAsync(series, CreateHash(3));
        await Stores.Descriptions.PutAsync(
            Tenant,
            CreateHash(1),
            "v1",
            CreateDescription("a door in a long sentence about many other things", "nothing", "the door"),
            None
        );
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(2), "v1", CreateDescription("door"), None);
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(3), "v1", CreateDescription("door"), None);

        var hits = Stores.Descriptions.SearchWords(Tenant, films.Id, Words("door"), 10);

        Assert.Equal([(CreateHash(1), 2), (CreateHash(1), 0)], hits.Select(hit => (hit.ContentHash, hit.EvidenceIndex)));
        Assert.True(hits[0].Rank > hits[1].Rank && hits[1].Rank > 0);
        Assert.Single(Stores.Descriptions.SearchWords(Tenant, films.Id, Words("door"), 1));
    }

    [Fact]
    public async Task Words_match_whatever_their_case_or_accents_by_phrase_and_by_beginning_and_labels_do_not()
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", Rich, None);

        Assert.Equal([1], Places("NAIVE"));
        Assert.Equal([1], Places("ist naïve"));
        Assert.Equal([2], Places("ex*"));
        Assert.Equal([1, 2], Places("exit", "das"));
        Assert.Empty(Places("dog"));

        IEnumerable<int> Places(params string[] phrases) =>
            Stores.Descriptions.SearchWords(Tenant, index.Id, Words(phrases), 10).Select(hit => hit.EvidenceIndex).Order();
    }

    [Fact]
    public async Task Replacing_a_content_replaces_its_words()
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("old words"), None);
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v2", CreateDescription("new words"), None);

        Assert.Empty(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("old"), 10));
        Assert.Single(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("words"), 10));
    }

    [Theory]
    [InlineData("\"open", 0)]
    [InlineData("AND", 0)]
    [InlineData("a AND", 0)]
    [InlineData("nosuchcolumn:a", 0)]
    [InlineData("(a", 1)]
    [InlineData("a ^^ b", 0)]
    [InlineData("a\" OR \"a", 0)]
    [InlineData("a\0", 1)]
    [InlineData("'", 0)]
    [InlineData("", 0)]
    public async Task Nothing_in_a_word_is_an_operator(string word, int hits)
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("a"), None);

        var query = new WordQuery(
            WordQueryMode.Any,
            [
                new WordClause([
                    new WordPhrase([
                        [word],
                    ]),
                ]),
            ]
        );
        Assert.Equal(hits, Stores.Descriptions.SearchWords(Tenant, index.Id, query, 10).Count);
        Assert.Equal(hits, Stores.Descriptions.SearchWords(Tenant, index.Id, query with { Mode = WordQueryMode.All }, 10).Count);
    }

    [Fact]
    public async Task Clauses_match_one_or_all_and_words_in_any_of_their_spellings()
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("a red car", "two cars", "a red door"), None);
        var red = new WordClause([
            new WordPhrase([
                ["red"],
            ]),
        ]);
        var car = new WordClause([
            new WordPhrase([
                ["car", "cars"],
            ]),
        ]);

        Assert.Equal([0, 1, 2], Find(WordQueryMode.Any, red, car));
        Assert.Equal([0], Find(WordQueryMode.All, red, car));
        Assert.Equal(
            [0, 2],
            Find(
                WordQueryMode.All,
                new WordClause([
                    new WordPhrase([
                        ["a"],
                        ["red"],
                        ["car", "door"],
                    ]),
                ])
            )
        );
        Assert.Equal(
            [1, 2],
            Find(
                WordQueryMode.All,
                new WordClause([
                    new WordPhrase([
                        ["two"],
                    ]),
                    new WordPhrase(
                        [
                            ["doo"],
                        ],
                        IsPrefix: true
                    ),
                ])
            )
        );
        Assert.Empty(Find(WordQueryMode.Any));
        Assert.Empty(Find(WordQueryMode.All));

        IEnumerable<int> Find(WordQueryMode mode, params WordClause[] clauses) =>
            Stores.Descriptions.SearchWords(Tenant, index.Id, new WordQuery(mode, clauses), 10).Select(hit => hit.EvidenceIndex).Order();
    }

    private async Task<Dictionary<string, StoredDescription>> ReadAsync(IReadOnlyCollection<string> hashes)
    {
        var read = new Dictionary<string, StoredDescription>();
        await foreach (var content in Stores.Descriptions.ReadAsync(Tenant, "", hashes, None))
        {
            read.Add(content.ContentHash, content);
        }
        return read;
    }
}
