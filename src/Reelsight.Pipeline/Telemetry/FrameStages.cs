using Reelsight.Core.Telemetry;

namespace Reelsight.Pipeline.Telemetry;

/// <summary>The stages of one pass over the frames of a video, or over one image.</summary>
internal sealed class FrameStages : IDisposable
{
    /// <summary>Waiting for the decoder.</summary>
    public RepeatedStage Decoding { get; } = PipelineTelemetry.Stages.StartRepeated("decode");

    /// <summary>The object detector.</summary>
    public RepeatedStage Detection { get; } = PipelineTelemetry.Stages.StartRepeated("detect");

    /// <summary>The encoders of visual similarity and of the joint space.</summary>
    public RepeatedStage Embedding { get; } = PipelineTelemetry.Stages.StartRepeated("embed");

    /// <summary>People's bodies.</summary>
    public RepeatedStage Bodies { get; } = PipelineTelemetry.Stages.StartRepeated("bodies");

    /// <summary>On-screen text.</summary>
    public RepeatedStage Ocr { get; } = PipelineTelemetry.Stages.StartRepeated("ocr");

    /// <inheritdoc/>
    public void Dispose()
    {
        Decoding.Dispose();
        Detection.Dispose();
        Embedding.Dispose();
        Bodies.Dispose();
        Ocr.Dispose();
    }
}
