using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>A moment that teaches a label: it shows it, or it does not.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Range">Where.</param>
/// <param name="Shows">Whether it was accepted; false when it was rejected.</param>
public readonly record struct TeachingExample(string VideoId, TimeRange Range, bool Shows);
