using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>One thumbnail on disk.</summary>
/// <param name="Time">Exact raw timestamp of the frame.</param>
/// <param name="TimeSec">The same instant in seconds from the file's origin.</param>
/// <param name="FileName">Name of the jpeg inside the thumbnail folder.</param>
public sealed record Thumbnail(MediaTime Time, double TimeSec, string FileName);
