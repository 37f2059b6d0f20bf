using System.Globalization;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search.Tests.Vectors;

/// <summary>What a vector index promises, by a dictionary and by counting one after the other.</summary>
internal sealed class NaiveIndex
{
    private readonly Dictionary<string, QuantizedVectorSet?> _contents = [];

    public IEnumerable<string> Contents => _contents.Keys;

    public static string HashOf(int content) => content.ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>Seeded rows of a content; the same seed gives the same rows.</summary>
    public static QuantizedVectorSet RowsOf(int seed, int clips, int dimension = 40)
    {
        var random = new Random(seed);
        return Quantization.Quantize(
            new VectorSet(
                "test",
                VectorUnit.Clip,
                dimension,
                [.. Enumerable.Range(0, clips * dimension).Select(_ => random.NextSingle() - 0.5f)]
            )
        );
    }

    public static VectorQuery Query(int seed, int most = 10, double floor = double.NegativeInfinity, int dimension = 40)
    {
        var random = new Random(seed);
        return new VectorQuery(new ByteVector([.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.5f)]), most, floor);
    }

    public void Put(string hash, QuantizedVectorSet? rows) => _contents[hash] = rows;

    public void Remove(string hash) => _contents.Remove(hash);

    /// <summary>The cosines that a search must find, best first.</summary>
    public List<(string Content, int Clip, double Cosine)> Search(VectorQuery query, Func<string, bool>? among = null) =>
        [
            .. _contents
                .Where(content =>
                    content.Value is not null && content.Value.Dimension == query.Vector.Dimension && (among is null || among(content.Key))
                )
                .SelectMany(content =>
                {
                    var rows = ByteRows.Pick(
                        content.Value!.Values,
                        content.Value.Scales,
                        content.Value.Dimension,
                        [.. Enumerable.Range(0, content.Value.Scales.Length)]
                    );
                    return Enumerable
                        .Range(0, rows.Count)
                        .Select(clip =>
                            (content.Key, clip, (double)query.Vector.CosineBy(DotProduct.Scalar, rows[clip], rows.Scale(clip)))
                        );
                })
                .Where(found => found.Item3 >= query.Floor)
                .OrderByDescending(found => found.Item3)
                .Take(query.Most),
        ];

    /// <summary>Compares what an index finds with what it must find; rows of the same cosine may come in any order.</summary>
    public async Task AssertSameAsync(VectorIndex index, VectorQuery query, Func<string, bool>? among = null)
    {
        using var view = index.View();
        var hashes = _contents.Keys.ToList();
        var numbers = view.NumbersOf(hashes);
        Assert.DoesNotContain(-1, numbers);
        var set = among is null ? null : new ContentSet(view.ContentCount);
        for (var i = 0; i < hashes.Count; i++)
        {
            if (set is not null && among!(hashes[i]))
            {
                set.Add(numbers[i]);
            }
        }
        var names = hashes.Zip(numbers).ToDictionary(pair => pair.Second, pair => pair.First);
        var found = (await view.SearchAsync([query], set, default))
            .Single()
            .Select(hit => (names[hit.Content], hit.Clip, hit.Cosine))
            .ToList();
        var wanted = Search(query, among);
        Assert.Equal(wanted.Select(one => one.Cosine), found.Select(one => one.Cosine));
        var least = wanted.Count == 0 ? 0 : wanted[^1].Cosine;
        Assert.Equal(wanted.Where(one => one.Cosine > least).Order(), found.Where(one => one.Cosine > least).Order());
        Assert.All(found, hit => Assert.Equal(hit.Cosine, view.Cosine(query.Vector, numbers[hashes.IndexOf(hit.Item1)], hit.Clip)));
    }
}
