namespace Reelsight.Storage;

/// <summary>A moment that shows a label; half-open seconds.</summary>
public sealed record LabelExample(string VideoId, double StartSec, double EndSec);
