using Reelsight.Core.Time;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>A sampled frame with its pixels copied out.</summary>
internal sealed record DecodedFrame(MediaTime Time, double TimeSec, int Width, int Height, byte[] Rgb)
{
    public (int R, int G, int B) At(double x, double y)
    {
        var at = (((int)(y * (Height - 1)) * Width) + (int)(x * (Width - 1))) * 3;
        return (Rgb[at], Rgb[at + 1], Rgb[at + 2]);
    }
}

internal static class DecodedClips
{
    public static async Task<(List<DecodedFrame> Pictures, VideoDecoderResult Result)> DecodeAsync(
        MediaInfo info,
        VideoDecoderOptions? options = null
    )
    {
        var pass = new VideoDecoder(TestClips.Tools, info, options ?? new VideoDecoderOptions());
        var pictures = new List<DecodedFrame>();
        await foreach (var frame in pass.ReadAsync())
        {
            using (frame)
            {
                pictures.Add(new DecodedFrame(frame.Time, frame.TimeSec, frame.Width, frame.Height, frame.Rgb.ToArray()));
            }
        }
        return (pictures, pass.Result);
    }

    public static async Task<(List<DecodedFrame> Pictures, VideoDecoderResult Result)> DecodeAsync(
        Task<string> clip,
        VideoDecoderOptions? options = null
    ) => await DecodeAsync(await TestClips.InfoAsync(clip), options);
}
