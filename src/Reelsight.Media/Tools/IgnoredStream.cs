namespace Reelsight.Media.Tools;

/// <summary>A stream of a file that is not decoded, because its codec is not allowed.</summary>
/// <param name="Index">Index among all streams of the file.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
public sealed record IgnoredStream(int Index, string Codec);
