using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// How a form of the first embed operations asks for a video's vectors: a range (both ends or neither), the length of its pieces (2-10 s,
/// 6), and the scopes <c>clip</c> (always) and <c>video</c>, under either of the two names that the field has had.
/// </summary>
internal static class VideoEmbeddingForm
{
    private const double DefaultClipSec = 6,
        MinClipSec = 2,
        MaxClipSec = 10;

    internal static EmbeddingRequest Read(RequestFields form)
    {
        var (start, end) = (form.GetNumber("video_start_offset_sec"), form.GetNumber("video_end_offset_sec"));
        // The SDKs send the default start alone.
        if (end is null && start > 0)
        {
            throw Fail.Missing("video_end_offset_sec (beside video_start_offset_sec)");
        }

        if (end is not null && start is null)
        {
            throw Fail.Missing("video_start_offset_sec (beside video_end_offset_sec)");
        }

        TimeRangeRules.Check("video_start_offset_sec", start, "video_end_offset_sec", end);
        var length = form.GetNumber("video_clip_length") ?? DefaultClipSec;
        if (length is < MinClipSec or > MaxClipSec)
        {
            throw Fail.Invalid($"The parameter video_clip_length must be from {MinClipSec} to {MaxClipSec} seconds.");
        }

        var scopes = form.GetChoices("video_embedding_scope", "clip", "video")
            .Concat(form.GetChoices("video_embedding_scopes", "clip", "video"))
            .ToHashSet(StringComparer.Ordinal);
        return new EmbeddingRequest
        {
            IsVideo = true,
            StartSec = start ?? 0,
            EndSec = end,
            FixedSec = length,
            Options = [EmbeddingOptions.Visual, EmbeddingOptions.Audio, EmbeddingOptions.Transcription],
            Segments = true,
            Whole = scopes.Contains("video"),
        };
    }
}
