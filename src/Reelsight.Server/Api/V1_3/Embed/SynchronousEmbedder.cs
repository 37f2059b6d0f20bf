using System.Globalization;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Embedding;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// Embeds media while somebody waits: up to ten minutes of it, and one timed file at once, because one keeps both cores busy. What does not
/// fit ends the request with an error that names the field.
/// </summary>
internal sealed class SynchronousEmbedder(Embedder embedder, SynchronousMediaGate turn)
{
    /// <summary>v1.3: longest audio or video of a call that answers at once.</summary>
    private const double MaxSec = 600;

    /// <summary>The vector of an image, after it was checked.</summary>
    internal async Task<float[]> EmbedImageAsync(Call call, string path, MediaHandle media)
    {
        InputImageRules.Check(path, media);
        return await MapFailureAsync(path, () => embedder.EmbedImageAsync(call.TenantId, media, call.Cancellation));
    }

    /// <summary>The vectors of audio or a video.</summary>
    internal async Task<EmbeddingResult> EmbedTimedAsync(Call call, string path, MediaHandle media, EmbeddingRequest request)
    {
        if (media.Info.DurationSec > MaxSec)
        {
            throw Fail.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The file in {path} lasts {media.Info.DurationSec:0.#} s; at most {MaxSec:0} s can be embedded at once. "
                        + $"Create an embedding task for it."
                )
            );
        }

        return await MapFailureAsync(path, () =>
            turn.RunAsync(
                call.TenantId,
                () => embedder.EmbedMediaAsync(NoProgress.Instance, call.TenantId, media, request, call.Cancellation),
                call.Cancellation
            )
        );
    }

    private static async Task<T> MapFailureAsync<T>(string path, Func<Task<T>> embed)
    {
        try
        {
            return await embed();
        }
        catch (PermanentFailureException e)
        {
            throw Fail.Refused(e.Failure.Code, $"The parameter {path}: {e.Failure.Message}");
        }
    }
}
