using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// Names of the encoder that embed operations take. They name a role: all are the one encoder of this server, with 512 dimensions.
/// </summary>
internal static class EmbedModel
{
    private static readonly string[] _names = ["marengo3.0", "marengo3.5", "marengo2.7", "Marengo-retrieval-2.7"];

    /// <summary>The name as it was given; answers repeat it.</summary>
    /// <exception cref="ApiException">It is absent, or names no encoder, or there are no embeddings in the space that the caller
    /// searches.</exception>
    internal static string Check(string? name, Call call, Embedder embedder) =>
        name is not { Length: > 0 } ? throw Fail.Missing("model_name")
        : _names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? embedder.ExplainUnavailable(call.TenantId) is { } refusal ? throw Fail.Invalid(refusal)
                : name
        : throw Fail.Invalid($"The parameter model_name must be one of {string.Join(", ", _names)}.");
}
