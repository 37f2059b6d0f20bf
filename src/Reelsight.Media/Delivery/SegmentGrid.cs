using System.Globalization;
using System.Text;

namespace Reelsight.Media;

/// <summary>
/// Where the segments of a lazily made stream lie. A segment lasts 6.4 s because that is exactly 300 AAC frames of
/// 1024 samples at 48 kHz: sound is cut between frames, without a gap or a repeated sample.
/// </summary>
internal sealed class SegmentGrid
{
    public const int AudioRate = 48_000;
    public const int AudioFrame = 1024;
    public const int AudioFramesPerSegment = 300;
    private const double ShortestLastSec = 0.4; // a shorter rest joins the segment before
    private static readonly Rational Length = new((long)AudioFrame * AudioFramesPerSegment, AudioRate);

    private readonly double _durationSec;

    public SegmentGrid(MediaInfo info)
    {
        _durationSec = info.DurationSec;
        Count = Math.Max(1, (int)Math.Ceiling((_durationSec - ShortestLastSec) / Length.Value));
        FrameRate = info.Video is { } video ? Rate(video) : new Rational(25, 1);
    }

    public int Count { get; }

    /// <summary>Constant rate of the transcoded pictures, at most 60.</summary>
    public Rational FrameRate { get; }

    public static long FirstSample(int segment) => (long)segment * AudioFrame * AudioFramesPerSegment;

    public static double StartSec(int segment) => segment * Length.Value;

    public double EndSec(int segment) => segment == Count - 1 ? _durationSec : StartSec(segment + 1);

    /// <summary>Number of the first picture at or after the segment's start, counted in <see cref="FrameRate"/>.</summary>
    public long FirstFrame(int segment) =>
        segment == Count
            ? MediaTime.FromSeconds(_durationSec).Rescale(FrameUnit, MidpointRounding.ToPositiveInfinity).Pts
            : new MediaTime(segment, Length).Rescale(FrameUnit, MidpointRounding.ToPositiveInfinity).Pts;

    public string Playlist(Func<int, string> name)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{(int)Math.Ceiling(Length.Value)}\n#EXT-X-MEDIA-SEQUENCE:0\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{EndSec(i) - StartSec(i):0.000000},\n{name(i)}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private Rational FrameUnit => new(FrameRate.Den, FrameRate.Num);

    private static Rational Rate(VideoStreamInfo video)
    {
        var average = video.AverageFrameRate.IsPositive ? video.AverageFrameRate.Value : 25;
        var steady = video.FrameRate.IsPositive && Math.Abs(video.FrameRate.Value - average) < 0.02 * average;
        return steady && average is >= 5 and <= 60 ? video.FrameRate : new Rational((long)Math.Clamp(Math.Round(average), 5, 60), 1);
    }
}
