using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>
/// An upload-and-index task (<c>/tasks</c>). It outlives a deleted video, so it has its own copy of the media properties.
/// </summary>
public sealed record IndexingTaskRecord
{
    /// <summary>24 lower-case hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The index that will hold the video.</summary>
    public required string IndexId { get; init; }

    /// <summary>The video, whose id is known from the beginning.</summary>
    public required string VideoId { get; init; }

    /// <summary>State.</summary>
    public required IndexingTaskStatus Status { get; init; }

    /// <summary>Name of the uploaded file.</summary>
    public required string Filename { get; init; }

    /// <summary>Seconds; 0 until probed.</summary>
    public double DurationSec { get; init; }

    /// <summary>Displayed width in pixels; 0 until probed.</summary>
    public int Width { get; init; }

    /// <summary>Displayed height in pixels; 0 until probed.</summary>
    public int Height { get; init; }

    /// <summary>Set when <see cref="Status"/> is <see cref="IndexingTaskStatus.Failed"/>.</summary>
    public Failure? Failure { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
