using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>The parameter <c>video_id</c> of analyses.</summary>
internal static class VideoIds
{
    /// <summary>The id when it is well-formed.</summary>
    /// <exception cref="ApiException">400: it is absent or malformed.</exception>
    internal static string Require(string? videoId) =>
        string.IsNullOrEmpty(videoId) ? throw Fail.Missing("video_id") : Identifiers.Check("video_id", videoId);
}
