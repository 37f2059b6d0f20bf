namespace Reelsight.Storage.Records;

/// <summary>What is exported of a dataset, and how.</summary>
public sealed record ExportRequest
{
    /// <summary>The videos; null for all that have annotations.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>The states of the annotations.</summary>
    public IReadOnlyList<string> States { get; init; } = [AnnotationRecord.Accepted];

    /// <summary>The reviewer of the annotations; null for all reviewers.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Whether images of frames are included.</summary>
    public bool Frames { get; init; }

    /// <summary>Seconds between two images of one annotation.</summary>
    public double FrameEverySec { get; init; } = 1;

    /// <summary>Fractions of the videos in the train, val and test splits.</summary>
    public IReadOnlyList<double> Splits { get; init; } = [1, 0, 0];

    /// <summary>Seed of the random assignment of videos to splits.</summary>
    public int Seed { get; init; }
}
