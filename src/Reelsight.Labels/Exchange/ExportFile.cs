namespace Reelsight.Labels.Exchange;

/// <summary>A file of an export.</summary>
public sealed record ExportFile(string Name, string Text);
