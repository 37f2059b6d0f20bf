using System.Globalization;
using System.Text;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Delivery;

/// <summary>
/// Where the segments of a lazily made stream lie. A segment lasts 6.4 s because that is exactly 300 AAC frames of
/// 1024 samples at 48 kHz: audio is cut between frames, without a gap or a repeated sample.
/// </summary>
internal sealed class HlsSegmentGrid
{
    public const int AudioRate = 48_000;
    public const int AudioFrame = 1024;
    public const int AudioFramesPerSegment = 300;
    private const double MinLastSegmentSec = 0.4; // a shorter rest joins the segment before
    private static readonly Rational SegmentLength = new((long)AudioFrame * AudioFramesPerSegment, AudioRate);

    private readonly double _durationSec;

    public HlsSegmentGrid(MediaInfo info)
    {
        _durationSec = info.DurationSec;
        Count = Math.Max(1, (int)Math.Ceiling((_durationSec - MinLastSegmentSec) / SegmentLength.Value));
        FrameRate = info.Video is { } video ? ChooseFrameRate(video) : new Rational(25, 1);
    }

    public int Count { get; }

    /// <summary>Constant frame rate of the transcoded video, at most 60.</summary>
    public Rational FrameRate { get; }

    public static long GetFirstSample(int segment) => (long)segment * AudioFrame * AudioFramesPerSegment;

    public static double GetStartSec(int segment) => segment * SegmentLength.Value;

    public double GetEndSec(int segment) => segment == Count - 1 ? _durationSec : GetStartSec(segment + 1);

    /// <summary>Number of the first frame at or after the segment's start, counted in <see cref="FrameRate"/>.</summary>
    public long GetFirstFrame(int segment) =>
        segment == Count
            ? MediaTime.FromSeconds(_durationSec).Rescale(FrameUnit, MidpointRounding.ToPositiveInfinity).Pts
            : new MediaTime(segment, SegmentLength).Rescale(FrameUnit, MidpointRounding.ToPositiveInfinity).Pts;

    public string BuildPlaylist(Func<int, string> name)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"#EXT-X-TARGETDURATION:{(int)Math.Ceiling(SegmentLength.Value)}\n#EXT-X-MEDIA-SEQUENCE:0\n"
        );
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{GetEndSec(i) - GetStartSec(i):0.000000},\n{name(i)}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private Rational FrameUnit => new(FrameRate.Den, FrameRate.Num);

    private static Rational ChooseFrameRate(VideoStreamInfo video)
    {
        var average = video.AverageFrameRate.IsPositive ? video.AverageFrameRate.Value : 25;
        var steady = video.FrameRate.IsPositive && Math.Abs(video.FrameRate.Value - average) < 0.02 * average;
        return steady && average is >= 5 and <= 60 ? video.FrameRate : new Rational((long)Math.Clamp(Math.Round(average), 5, 60), 1);
    }
}
