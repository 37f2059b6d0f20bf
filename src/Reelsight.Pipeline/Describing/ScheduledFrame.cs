namespace Reelsight.Pipeline.Describing;

/// <summary>What is known of a frame, or soon will be. Its pixels are needed until <paramref name="Inference"/> is complete.</summary>
/// <param name="Inference">Being found in this frame, or in the one looked at last where this one shows the same.</param>
/// <param name="WasInferred">Whether the detector looked at this very frame.</param>
/// <param name="IsNewScene">Whether most of the picture differs from the frame looked at last.</param>
internal readonly record struct ScheduledFrame(Task<FrameInference> Inference, bool WasInferred, bool IsNewScene);
