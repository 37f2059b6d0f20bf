namespace Reelsight.Storage.Records;

/// <summary>A fact that a proposal rests on; half-open seconds.</summary>
public sealed record AnnotationEvidence(string Kind, string Text, double StartSec, double EndSec, string Source, double? Confidence);
