using Microsoft.AspNetCore.Http.Metadata;

namespace Reelsight.Server.Http.Bodies;

/// <summary>The largest body a route takes, bytes; other routes take <see cref="MaxJsonBytes"/>.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
{
    /// <summary>More than any JSON body of the contract that holds no media.</summary>
    internal const long MaxJsonBytes = 4L << 20;

    /// <summary>A JSON body that holds media as base64 text: four signs for three bytes of the largest, and room for the rest.</summary>
    internal static BodyLimit JsonWithMedia { get; } = new(MediaSizeLimits.Timed.MaxBase64Bytes / 3 * 4 + MaxJsonBytes) { HasMedia = true };

    /// <summary>A JSON body that holds a video to analyze as base64 text.</summary>
    internal static BodyLimit JsonWithAnalyzedMedia { get; } =
        new(MediaSizeLimits.Analyzed.MaxBase64Bytes / 3 * 4 + MaxJsonBytes) { HasMedia = true };

    /// <summary>Whether the body is JSON that may hold media as base64 text.</summary>
    internal bool HasMedia { get; private init; }

    /// <summary>Room for a form's other fields and its delimiters beside the file.</summary>
    private const long FormOverheadBytes = 1L << 20;

    /// <summary>A form that holds a file of at most so many bytes.</summary>
    internal static BodyLimit ForFile(long bytes) => new(bytes + FormOverheadBytes);
}
