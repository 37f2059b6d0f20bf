using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>The rules of what an export is asked to hold, for the file at once and for the one made in the background.</summary>
internal static class ExportRules
{
    internal const string Coco = "coco";

    internal static string Format(string? format) =>
        ExportFormats.Names.Contains(format ?? Coco) ? format ?? Coco : throw Fail.Invalid($"The parameter format must be one of {string.Join(", ", ExportFormats.Names)}.");

    internal static ExportRequest Check(ExportRequest request)
    {
        foreach (var id in request.VideoIds ?? []) Identifiers.Check("video_id", id);
        if (request.States.Count == 0 || request.States.FirstOrDefault(s => s is not (AnnotationRecord.Proposed or AnnotationRecord.Accepted or AnnotationRecord.Rejected)) is not null)
            throw Fail.Invalid("The parameter states takes proposed, accepted, rejected.");
        if (!(request.FrameEverySec is >= 0.01 and <= 3600)) throw Fail.Invalid("The parameter frame_every_sec must be a number from 0.01 to 3600.");
        if (request.Splits.Count != 3 || request.Splits.Any(s => !(s >= 0)) || !(request.Splits.Sum() > 0))
            throw Fail.Invalid("The parameter splits must hold three shares for train, val and test, such as 0.8, 0.1, 0.1.");
        return request;
    }
}
