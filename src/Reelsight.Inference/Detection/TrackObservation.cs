using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>Where a track is in one frame.</summary>
/// <param name="TimeSec">Time of the frame in seconds.</param>
/// <param name="Box">Where it was seen.</param>
/// <param name="Score">The detector's score there, 0 to 1, for whichever label it gave.</param>
public sealed record TrackObservation(double TimeSec, BoundingBox Box, float Score);
