namespace Reelsight.Storage.Records;

/// <summary>A moment that shows a label; half-open seconds.</summary>
public sealed record LabelExample(string VideoId, double StartSec, double EndSec);
