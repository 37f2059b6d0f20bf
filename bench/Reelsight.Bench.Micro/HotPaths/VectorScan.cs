using System.Globalization;
using Reelsight.TestSupport;
using Reelsight.Vectors;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>An exact scan over one segment for the ten nearest rows, over all documents or over every second one.</summary>
internal sealed class VectorScan : HotPath
{
    private const int Documents = 1024;
    private const int RowsPerDocument = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly VectorIndex _index;
    private readonly VectorView _view;
    private readonly DocumentSet? _filter;
    private readonly VectorQuery[] _queries;

    public VectorScan(bool filtered)
    {
        _index = VectorIndex.Open(_folder.Path, "micro", new BatchedScanQueue(), Console.Error.WriteLine);
        _index.Put(Enumerable.Range(0, Documents).Select(CreateDocument), watermark: 1);
        _view = _index.OpenView();
        _queries = [new VectorQuery(new QuantizedVector(SampleVectors.Create(rows: 1, seed: -1)), Limit: 10)];
        _filter = filtered ? SelectEverySecond() : null;
    }

    /// <inheritdoc/>
    public override int Run()
    {
        // So few rows are scanned by the caller, who has the answer when the call returns.
        var search = _view.SearchAsync(_queries, _filter, CancellationToken.None);
        return search.IsCompleted
            ? search.GetAwaiter().GetResult()[0].Count
            : throw new InvalidOperationException("The scan ran on another thread, whose bytes are not counted: use fewer rows.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _view.Dispose();
        _index.Dispose();
        _folder.Dispose();
        base.Dispose(disposing);
    }

    private static DocumentVectors CreateDocument(int number) =>
        new(
            number.ToString("x64", CultureInfo.InvariantCulture),
            Version: 1,
            QuantizedVectors.FromFloats(SampleVectors.Create(RowsPerDocument, seed: number), SampleVectors.Dimension)
        );

    private DocumentSet SelectEverySecond()
    {
        var documents = new DocumentSet(_view.DocumentCount);
        for (var document = 0; document < Documents; document += 2)
        {
            documents.Add(document);
        }

        return documents;
    }
}
