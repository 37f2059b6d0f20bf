using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Requests;

/// <summary>How clients reach this server, for URLs in answers.</summary>
internal static class PublicBaseUrl
{
    /// <summary>Scheme, host and base path, without a slash at the end: the owner's setting, else what the client itself used.</summary>
    internal static string Resolve(Call call, ServerSettings settings) =>
        settings.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{call.Http.Request.Scheme}://{call.Http.Request.Host}";
}
