namespace Reelsight.Search.Snapshots;

/// <summary>
/// A tracked object: its label, the stretches in which it was really seen, where, and what it looked like. An object that may also be
/// something else is one track for each label; they share the number of the object, and <paramref name="LikelierLabel"/> is the likelier label
/// or -1.
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
    public bool IsAlternative => LikelierLabel >= 0;

    public bool HasColour(int colour) => (ColourMask & 1 << colour) != 0;
}
