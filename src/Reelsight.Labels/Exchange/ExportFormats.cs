namespace Reelsight.Labels.Exchange;

/// <summary>The formats by name.</summary>
public static class ExportFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new CocoFormat(),
        new JsonFormat(),
        new CsvFormat(),
        new CvatFormat(),
        new LabelStudioFormat(),
        new FiftyOneFormat(),
        new YoloFormat(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>The format of a name.</summary>
    public static IExportFormat Get(string name) => All.First(f => f.Name == name);
}
