namespace Reelsight.Storage.Records;

/// <summary>A box at a frame, in parts of the picture (0-1, top-left origin).</summary>
/// <param name="Frame">Inside the stretch.</param>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">More than 0.</param>
/// <param name="Height">More than 0.</param>
/// <param name="Manual">Set by a person; false when it comes from a tracked object.</param>
public sealed record BoxKeyframe(long Frame, double X, double Y, double Width, double Height, bool Manual = true);
