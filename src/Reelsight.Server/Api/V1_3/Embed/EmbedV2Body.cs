using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>What the operations of <c>/embed-v2</c> take: the object that is named like <c>input_type</c> counts.</summary>
internal sealed record EmbedV2Body
{
    public string? InputType { get; init; }
    public string? ModelName { get; init; }
    public EmbedTextBody? Text { get; init; }
    public EmbedImageBody? Image { get; init; }
    public EmbedTextImageBody? TextImage { get; init; }
    public EmbedTimedBody? Audio { get; init; }
    public EmbedTimedBody? Video { get; init; }
    public EmbedMultiInputBody? MultiInput { get; init; }
}

internal sealed record EmbedTextBody(string? InputText);

internal sealed record EmbedImageBody(MediaSourceBody? MediaSource);

internal sealed record EmbedTextImageBody(MediaSourceBody? MediaSource, string? InputText);

internal sealed record EmbedMultiInputBody(string? InputText, IReadOnlyList<MediaSourceBody?>? MediaSources);

/// <summary>Audio or a video, and which vectors of it.</summary>
internal sealed record EmbedTimedBody
{
    public MediaSourceBody? MediaSource { get; init; }
    public double? StartSec { get; init; }
    public double? EndSec { get; init; }
    public EmbedSegmentationBody? Segmentation { get; init; }
    public IReadOnlyList<string>? EmbeddingOption { get; init; }
    public IReadOnlyList<string>? EmbeddingScope { get; init; }
    public IReadOnlyList<string>? EmbeddingType { get; init; }
}

internal sealed record EmbedSegmentationBody(
    string? Strategy,
    EmbedSegmentationBody.FixedBody? Fixed,
    EmbedSegmentationBody.DynamicBody? Dynamic
)
{
    internal sealed record FixedBody(double? DurationSec);

    internal sealed record DynamicBody(double? MinDurationSec);
}
