using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Restricts a list of videos. Every condition that is set must hold.</summary>
public sealed record VideoFilter
{
    /// <summary>Any of these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Any of these states; absent means ready videos only.</summary>
    public IReadOnlyList<VideoStatus>? Statuses { get; init; }

    /// <summary>Exactly this file name.</summary>
    public string? Filename { get; init; }

    /// <summary>Seconds.</summary>
    public NumberRange? DurationSec { get; init; }

    /// <summary>Frames per second.</summary>
    public NumberRange? Fps { get; init; }

    /// <summary>Pixels.</summary>
    public NumberRange? Width { get; init; }

    /// <summary>Pixels.</summary>
    public NumberRange? Height { get; init; }

    /// <summary>Bytes.</summary>
    public NumberRange? SizeBytes { get; init; }

    /// <summary>At or after this instant.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>At or after this instant.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>Conditions on user metadata; all must hold.</summary>
    public IReadOnlyList<MetadataCondition> Metadata { get; init; } = [];
}
