namespace Reelsight.Storage.Records;

/// <summary>Evidence for a proposed annotation; half-open seconds.</summary>
public sealed record AnnotationEvidence(string Kind, string Text, double StartSec, double EndSec, string Source, double? Confidence);
