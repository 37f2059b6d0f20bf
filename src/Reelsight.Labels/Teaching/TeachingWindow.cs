using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>A frame of a video with the time around it that it stands for; windows follow each other without gaps.</summary>
/// <param name="Frame">Index of the frame in <see cref="TeachingVideo.Frames"/>.</param>
/// <param name="Clip">Index of the clip in <see cref="TeachingVideo.Clips"/>.</param>
/// <param name="TimeSec">Time of the frame.</param>
/// <param name="Range">What it stands for: from halfway to the frame before to halfway to the next, within its clip.</param>
public readonly record struct TeachingWindow(int Frame, int Clip, double TimeSec, TimeRange Range)
{
    /// <summary>The windows of a video, in order.</summary>
    public static IReadOnlyList<TeachingWindow> Split(TeachingVideo video)
    {
        ArgumentNullException.ThrowIfNull(video);
        var times = video.Frames.TimesSec;
        var windows = new List<TeachingWindow>(times.Count);
        var clip = 0;
        for (var frame = 0; frame < times.Count; frame++)
        {
            while (clip < video.Clips.Count - 1 && times[frame] >= video.Clips[clip].EndSec)
            {
                clip++;
            }

            var (first, end) = (video.Clips[clip].StartSec, video.Clips[clip].EndSec);
            var start = frame > 0 && times[frame - 1] >= first ? (times[frame - 1] + times[frame]) / 2 : first;
            var isLast = frame == times.Count - 1 || (times[frame + 1] >= end && clip < video.Clips.Count - 1);
            var until = isLast ? end : (times[frame] + times[frame + 1]) / 2;
            windows.Add(new TeachingWindow(frame, clip, times[frame], new TimeRange(start, Math.Max(start, until))));
        }

        return windows;
    }
}
