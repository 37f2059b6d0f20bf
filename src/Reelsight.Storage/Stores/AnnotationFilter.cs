namespace Reelsight.Storage.Stores;

/// <summary>Which annotations. Every condition that is set must hold.</summary>
public sealed record AnnotationFilter
{
    /// <summary>Of any of these videos.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>With any of these labels.</summary>
    public IReadOnlyList<string>? LabelIds { get; init; }

    /// <summary>In any of these states.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>From any of these sources.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Judged by this reviewer.</summary>
    public string? Reviewer { get; init; }

    /// <summary>On this row of the timeline.</summary>
    public int? Track { get; init; }

    /// <summary>That end after this frame.</summary>
    public long? FromFrame { get; init; }

    /// <summary>That start before this frame.</summary>
    public long? ToFrame { get; init; }

    /// <summary>That changed after this revision.</summary>
    public long? SinceRevision { get; init; }
}
