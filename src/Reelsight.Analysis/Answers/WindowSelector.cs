using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Answers;

/// <summary>Cuts a timeline to the part that a prompt asks about.</summary>
internal static class WindowSelector
{
    /// <summary>The part of the timeline in a window; all of it when there is no window, or when the window lies outside.</summary>
    public static VideoTimeline Select(VideoTimeline timeline, PromptWindow? window) => SelectOrExplain(timeline, window).Selected;

    /// <summary>The part of the timeline in a window, and a statement that says so when the window lies outside the video.</summary>
    public static (VideoTimeline Selected, Claim? Outside) SelectOrExplain(VideoTimeline timeline, PromptWindow? window)
    {
        var (start, end) = window?.LastSec is { } last
            ? (timeline.EndSec - last, timeline.EndSec)
            : (window?.StartSec ?? timeline.StartSec, window?.EndSec ?? timeline.EndSec);
        if (start >= timeline.EndSec || end <= timeline.StartSec)
        {
            return (timeline, new Claim($"The video has no such stretch: it ends at {TimeFormatter.FormatTime(timeline.EndSec)}.", []));
        }

        return (timeline.Within(start, end), null);
    }
}
