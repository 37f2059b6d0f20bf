using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;

namespace Reelsight.Analysis.Segments;

/// <summary>A segment that was found; half-open seconds.</summary>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Metadata">The fields.</param>
/// <param name="Claims">What supports it and its fields.</param>
public sealed record VideoSegment(double StartSec, double EndSec, JsonObject Metadata, IReadOnlyList<Claim> Claims)
{
    /// <summary>Whether what was seen tells that it is what was asked for, and not only something of a wider kind.</summary>
    public bool IsConclusive { get; init; } = true;
}
