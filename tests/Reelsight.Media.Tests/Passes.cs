namespace Reelsight.Media.Tests;

/// <summary>A sampled frame with its pixels copied out.</summary>
internal sealed record Picture(MediaTime Time, double TimeSec, int Width, int Height, byte[] Rgb)
{
    public (int R, int G, int B) At(double x, double y)
    {
        var at = (((int)(y * (Height - 1)) * Width) + (int)(x * (Width - 1))) * 3;
        return (Rgb[at], Rgb[at + 1], Rgb[at + 2]);
    }
}

internal static class Passes
{
    public static async Task<(List<Picture> Pictures, VisualPassResult Result)> LookAsync(MediaInfo info, VisualPassOptions? options = null)
    {
        var pass = new VisualPass(Clips.Tools, info, options ?? new VisualPassOptions());
        var pictures = new List<Picture>();
        await foreach (var frame in pass.ReadAsync())
        {
            using (frame)
            {
                pictures.Add(new Picture(frame.Time, frame.TimeSec, frame.Width, frame.Height, frame.Rgb.ToArray()));
            }
        }
        return (pictures, pass.Result);
    }

    public static async Task<(List<Picture> Pictures, VisualPassResult Result)> LookAsync(
        Task<string> clip,
        VisualPassOptions? options = null
    ) => await LookAsync(await Clips.InfoAsync(clip), options);
}
