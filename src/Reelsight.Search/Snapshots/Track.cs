namespace Reelsight.Search.Snapshots;

/// <summary>
/// A tracked object under one label: when it was in view, where, and its colours. An object with alternative labels is one track per label;
/// these share the number of the object, and <paramref name="LikelierLabel"/> is the most likely label of an alternative, else -1.
/// </summary>
internal sealed record Track(
    int ObjectNumber,
    int Label,
    int LikelierLabel,
    TimeInterval[] VisibleIntervals,
    TrackBox[] Boxes,
    float Score,
    int PrimaryColour,
    int ColourMask,
    bool IsMoving
)
{
    /// <summary>Posture and clothes of a person; null where nobody looked.</summary>
    public TrackedBody? Body { get; init; }

    public bool IsAlternative => LikelierLabel >= 0;

    public bool HasColour(int colour) => (ColourMask & 1 << colour) != 0;
}
