namespace Reelsight.Storage.Stores;

/// <summary>Which resources of a kind are meant. Every condition that is set must hold.</summary>
public sealed record ResourceFilter
{
    /// <summary>Those that go with this parent.</summary>
    public string? ParentId { get; init; }

    /// <summary>Any of these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Any of these states.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Those whose links hold this.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Top-level fields of the record by their snake_case names, each with the text it must hold.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}
