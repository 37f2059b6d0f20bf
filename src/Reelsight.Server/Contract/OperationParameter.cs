using System.Text.Json;

namespace Reelsight.Server.Contract;

/// <summary>A parameter of an operation.</summary>
public sealed record OperationParameter
{
    /// <summary>Its name; in a body the names that lead to it, joined by dots.</summary>
    public required string Name { get; init; }

    /// <summary><c>query</c>, <c>form</c> or <c>body</c>.</summary>
    public required string In { get; init; }

    /// <summary>
    /// <c>string</c> (also when null), <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>time</c>, <c>json</c> or <c>file</c>; a body's
    /// shape knows it by itself.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Whether it takes several values.</summary>
    public bool List { get; init; }

    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>What holds when it is not there.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The words it takes; null when any.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>The least value, or the least number of letters or elements.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest value, or the greatest number of letters or elements.</summary>
    public double? Max { get; init; }

    /// <summary>Whether <c>name[gte]</c> and <c>name[lte]</c> may stand for it.</summary>
    public bool Range { get; init; }

    /// <summary>Its JSON Schema, where the body's shape leaves it open.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>What it means.</summary>
    public required string Description { get; init; }
}
