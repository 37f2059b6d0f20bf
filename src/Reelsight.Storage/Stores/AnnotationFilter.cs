namespace Reelsight.Storage.Stores;

/// <summary>Restricts a list of annotations. Every condition that is set must hold.</summary>
public sealed record AnnotationFilter
{
    /// <summary>In any of these videos.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>With any of these labels.</summary>
    public IReadOnlyList<string>? LabelIds { get; init; }

    /// <summary>In any of these states.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>From any of these sources.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Of this reviewer.</summary>
    public string? Reviewer { get; init; }

    /// <summary>On this row of the timeline.</summary>
    public int? Track { get; init; }

    /// <summary>Ending after this frame.</summary>
    public long? FromFrame { get; init; }

    /// <summary>Starting before this frame.</summary>
    public long? ToFrame { get; init; }

    /// <summary>Changed after this revision.</summary>
    public long? SinceRevision { get; init; }
}
