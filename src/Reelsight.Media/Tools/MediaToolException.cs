namespace Reelsight.Media.Tools;

/// <summary>This machine lacks ffmpeg or ffprobe, or cannot start them. The file may be fine, so trying again later may help.</summary>
/// <param name="message">Which tool, and what to do.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public sealed class MediaToolException(string message, Exception? inner = null) : Exception(message, inner);
