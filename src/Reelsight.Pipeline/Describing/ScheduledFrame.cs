namespace Reelsight.Pipeline.Describing;

/// <summary>
/// A frame with its results, which may still be computing. Its pixels are needed until <paramref name="Inference"/> is complete.
/// </summary>
/// <param name="Inference">Results for this frame, or for the last one that was analyzed where this one shows the same.</param>
/// <param name="WasInferred">Whether the detector ran on this very frame.</param>
/// <param name="IsNewScene">Whether most of the frame differs from the last one that was analyzed.</param>
internal readonly record struct ScheduledFrame(Task<FrameInference> Inference, bool WasInferred, bool IsNewScene);
