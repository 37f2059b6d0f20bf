namespace Reelsight.Search;

/// <summary>A clip that looks more like a query than others do, without anything that says it shows what was asked for.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="ContentHash">The media content of the video.</param>
/// <param name="StartSec">Start, inclusive.</param>
/// <param name="EndSec">End, exclusive.</param>
/// <param name="Thumbnail">Key of the derived blob that is its thumbnail, or null.</param>
public sealed record ClosestClip(string VideoId, string ContentHash, double StartSec, double EndSec, string? Thumbnail);
