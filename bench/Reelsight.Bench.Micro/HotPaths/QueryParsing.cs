using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Queries of several kinds parsed into terms and constraints.</summary>
internal sealed class QueryParsing : HotPath
{
    private static readonly string[] Queries =
    [
        "red car",
        "a person walking in a kitchen, but no dog",
        "two cars, then a person within 10 seconds",
        "\"broken pump\" in the quarterly report",
    ];

    private readonly QueryParser _parser = SampleLibrary.CreateParser(WordNet.Open());

    /// <inheritdoc/>
    public override int Run() => Queries.Sum(query => _parser.Parse(query).Terms.Count());
}
