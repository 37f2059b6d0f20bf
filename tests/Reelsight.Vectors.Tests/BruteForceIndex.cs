using System.Globalization;

namespace Reelsight.Vectors.Tests;

/// <summary>What a vector index promises, by a dictionary and by counting one after the other.</summary>
internal sealed class BruteForceIndex
{
    private readonly Dictionary<string, QuantizedVectors?> _documents = [];

    public IEnumerable<string> Keys => _documents.Keys;

    public static string KeyOf(int document) => document.ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>Seeded rows of a document; the same seed gives the same rows.</summary>
    public static QuantizedVectors CreateRows(int seed, int rows, int dimension = 40)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, rows * dimension).Select(_ => random.NextSingle() - 0.5f)];
        return QuantizedVectors.FromFloats(values, dimension);
    }

    public static VectorQuery CreateQuery(int seed, int limit = 10, double minCosine = double.NegativeInfinity, int dimension = 40)
    {
        var random = new Random(seed);
        return new VectorQuery(
            new QuantizedVector([.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.5f)]),
            limit,
            minCosine
        );
    }

    public void Put(string key, QuantizedVectors? rows) => _documents[key] = rows;

    public void Remove(string key) => _documents.Remove(key);

    /// <summary>The cosines that a search must find, best first.</summary>
    public List<(string Content, int Clip, double Cosine)> Search(VectorQuery query, Func<string, bool>? filter = null) =>
        [
            .. _documents
                .Where(document =>
                    document.Value is not null
                    && document.Value.Dimension == query.Vector.Dimension
                    && (filter is null || filter(document.Key))
                )
                .SelectMany(document =>
                {
                    var rows = QuantizedRows.Select(
                        document.Value!.Values,
                        document.Value.Scales,
                        document.Value.Dimension,
                        [.. Enumerable.Range(0, document.Value.Scales.Length)]
                    );
                    return Enumerable
                        .Range(0, rows.Count)
                        .Select(row =>
                            (document.Key, row, (double)query.Vector.CosineWith(DotProduct.ComputeScalar, rows[row], rows.GetScale(row)))
                        );
                })
                .Where(found => found.Item3 >= query.MinCosine)
                .OrderByDescending(found => found.Item3)
                .Take(query.Limit),
        ];

    /// <summary>Compares what an index finds with what it must find; rows of the same cosine may come in any order.</summary>
    public async Task AssertSameAsync(VectorIndex index, VectorQuery query, Func<string, bool>? filter = null)
    {
        using var view = index.OpenView();
        var hashes = _documents.Keys.ToList();
        var numbers = view.GetOrdinals(hashes);
        Assert.DoesNotContain(-1, numbers);
        var set = filter is null ? null : new DocumentSet(view.DocumentCount);
        for (var i = 0; i < hashes.Count; i++)
        {
            if (set is not null && filter!(hashes[i]))
            {
                set.Add(numbers[i]);
            }
        }
        var names = hashes.Zip(numbers).ToDictionary(pair => pair.Second, pair => pair.First);
        var found = (await view.SearchAsync([query], set, default))
            .Single()
            .Select(hit => (names[hit.Document], hit.Row, hit.Cosine))
            .ToList();
        var wanted = Search(query, filter);
        Assert.Equal(wanted.Select(one => one.Cosine), found.Select(one => one.Cosine));
        var least = wanted.Count == 0 ? 0 : wanted[^1].Cosine;
        Assert.Equal(wanted.Where(one => one.Cosine > least).Order(), found.Where(one => one.Cosine > least).Order());
        Assert.All(found, hit => Assert.Equal(hit.Cosine, view.Cosine(query.Vector, numbers[hashes.IndexOf(hit.Item1)], hit.Row)));
    }
}
