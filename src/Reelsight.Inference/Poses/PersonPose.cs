namespace Reelsight.Inference.Poses;

/// <summary>The points of one person's body in an image.</summary>
/// <param name="Points">One for each <see cref="BodyPoint"/>, in its order.</param>
public sealed record PersonPose(IReadOnlyList<Keypoint> Points)
{
    /// <summary>A point of the body.</summary>
    public Keypoint this[BodyPoint point] => Points[(int)point];

    /// <summary>The middle of two points where both are seen, else the one that is, else null.</summary>
    public Keypoint? Find(BodyPoint left, BodyPoint right) =>
        (this[left], this[right]) switch
        {
            ({ IsSeen: true } l, { IsSeen: true } r) => l.Middle(r),
            ({ IsSeen: true } l, _) => l,
            (_, { IsSeen: true } r) => r,
            _ => null,
        };
}
