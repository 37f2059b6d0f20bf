using Reelsight.Core.Descriptions;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>The evidence of ten minutes merged into facts, once for each video that is asked about.</summary>
internal sealed class EvidenceMerge : HotPath
{
    private readonly MediaDescription _described = SampleVideo.Describe();

    /// <inheritdoc/>
    public override int Run() => SampleVideo.BuildTimeline(_described).Facts.Count;
}
