using Reelsight.Core.Time;
using Reelsight.Media.Decoding;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Every frame of ten seconds compared with the frames before it, for shot detection.</summary>
internal sealed class FrameMeasurement : HotPath
{
    private const int SpriteSide = 12;

    private readonly byte[][] _frames = [.. Enumerable.Range(0, SampleNutStream.Frames).Select(CreateFrame)];

    /// <inheritdoc/>
    public override int Run()
    {
        var meter = new FrameDifferenceMeter(new Rational(1, 25));
        for (var frame = 0; frame < _frames.Length; frame++)
        {
            var small = meter.Rent();
            _frames[frame].CopyTo(small.Data, 0);
            small.Pts = frame;
            meter.Add(small);
        }

        meter.Finish();
        return meter.Measures.Count;
    }

    // A bright square that moves over grey, and a cut to a darker grey every two seconds.
    private static byte[] CreateFrame(int number)
    {
        var frame = new byte[DownscaledFrame.Bytes];
        Array.Fill(frame, (byte)(number / 50 % 2 == 0 ? 120 : 40));
        var left = number % (DownscaledFrame.Width - SpriteSide);
        for (var row = 0; row < SpriteSide; row++)
        {
            frame.AsSpan((row * DownscaledFrame.Width) + left, SpriteSide).Fill(230);
        }

        return frame;
    }
}
