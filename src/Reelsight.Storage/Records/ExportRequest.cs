namespace Reelsight.Storage.Records;

/// <summary>What of a data set is written, and how.</summary>
public sealed record ExportRequest
{
    /// <summary>Of these videos; null for all with annotations.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>In these states.</summary>
    public IReadOnlyList<string> States { get; init; } = [AnnotationRecord.Accepted];

    /// <summary>Of this reviewer; null for everybody's.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Whether pictures are written too.</summary>
    public bool Frames { get; init; }

    /// <summary>Seconds between two pictures of one annotation.</summary>
    public double FrameEverySec { get; init; } = 1;

    /// <summary>Shares of the videos that go to train, val and test.</summary>
    public IReadOnlyList<double> Splits { get; init; } = [1, 0, 0];

    /// <summary>Decides which video goes where.</summary>
    public int Seed { get; init; }
}
