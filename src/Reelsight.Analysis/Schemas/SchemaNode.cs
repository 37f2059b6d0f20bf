using System.Text.Json.Nodes;

namespace Reelsight.Analysis.Schemas;

/// <summary>
/// One schema of the subset, checked: references are resolved when they are followed, through <see cref="Schemas.SchemaParser"/>.
/// </summary>
public sealed record SchemaNode
{
    private const int MaxReferences = 100;

    /// <summary>The type.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>Whether no type is asked for: the type is what its keywords are about, and values of other types are valid, too.</summary>
    public bool IsTypeImplied { get; init; }

    /// <summary>What it is for, in the schema's words.</summary>
    public string? Description { get; init; }

    /// <summary>A short name, in the schema's words.</summary>
    public string? Title { get; init; }

    /// <summary>Properties of an object: the required ones first, else in order of declaration.</summary>
    public IReadOnlyList<SchemaProperty> Properties { get; init; } = [];

    /// <summary>What an array holds.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>0 or 1.</summary>
    public int MinItems { get; init; }

    /// <summary>The only values allowed, or null.</summary>
    public IReadOnlyList<JsonNode?>? Enum { get; init; }

    /// <summary>Any of these, or null.</summary>
    public IReadOnlyList<SchemaNode>? AnyOf { get; init; }

    /// <summary>What a string must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// <c>uuid</c>, <c>date-time</c>, <c>date</c>, <c>time</c>; for a timestamp <c>seconds</c>, <c>hh:mm:ss</c>, <c>hh:mm:ss.fff</c>.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>Least number, inclusive.</summary>
    public double? Minimum { get; init; }

    /// <summary>Greatest number, inclusive.</summary>
    public double? Maximum { get; init; }

    /// <summary>Greater than this.</summary>
    public double? ExclusiveMinimum { get; init; }

    /// <summary>Less than this.</summary>
    public double? ExclusiveMaximum { get; init; }

    /// <summary>The pattern, compiled once; null when there is none, or the schema was not parsed from JSON.</summary>
    internal System.Text.RegularExpressions.Regex? PatternRegex { get; init; }

    /// <summary>How many values its smallest answer has, counted by <see cref="SmallestAnswer"/>; 0 when it was not counted.</summary>
    internal int SmallestAnswerValues { get; set; }

    /// <summary>For a reference: what it refers to, looked up when asked, so that schemas may contain themselves.</summary>
    internal Func<SchemaNode>? Target { get; init; }

    /// <summary>The schema itself, or what it refers to.</summary>
    /// <exception cref="SchemaException">References lead to nothing but one another.</exception>
    public SchemaNode Resolved
    {
        get
        {
            var node = this;
            for (var steps = 0; node.Target is { } target; steps++)
            {
                if (steps == MaxReferences)
                {
                    throw new SchemaException(false, "$.$defs", "references lead to nothing but one another.");
                }

                node = target();
            }
            return node;
        }
    }
}
