namespace Reelsight.Storage.Records;

/// <summary>A bounding box at a frame, in fractions of the frame (0-1, origin at the top left).</summary>
/// <param name="Frame">The frame, within the annotation.</param>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">More than 0.</param>
/// <param name="Height">More than 0.</param>
/// <param name="Manual">Whether a person drew it; false when it comes from a tracked object.</param>
public sealed record BoxKeyframe(long Frame, double X, double Y, double Width, double Height, bool Manual = true);
