using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>The rules of what an export is asked to hold, for the file at once and for the one made in the background.</summary>
internal static class ExportRequestRules
{
    internal const string Coco = "coco";

    internal static string CheckFormat(string? format) =>
        ExportFormats.Names.Contains(format ?? Coco)
            ? format ?? Coco
            : throw Fail.Invalid($"The parameter format must be one of {string.Join(", ", ExportFormats.Names)}.");

    /// <summary>The request of a query; the states are these when it names none.</summary>
    internal static ExportRequest Read(RequestFields query, IReadOnlyList<string> usualStates)
    {
        var (videos, states) = (
            query.GetList("video_id"),
            query.GetChoices("state", AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected)
        );
        var usual = new ExportRequest();
        return Check(
            new ExportRequest
            {
                VideoIds = videos.Count == 0 ? null : videos,
                States = states.Count == 0 ? usualStates : states,
                Reviewer = query.GetText("reviewer"),
                FrameEverySec = query.GetNumber("frame_every_sec") ?? usual.FrameEverySec,
                // Not as a list: a share that stands there twice is meant twice.
                Splits = query.GetText("splits") is { } shares
                    ? [.. shares.Split(',').Select(s => RequestFields.TryParseNumber(s, out var share) ? share : -1)]
                    : usual.Splits,
                Seed = query.GetInteger("seed", 0, 0, int.MaxValue),
            }
        );
    }

    internal static ExportRequest Check(ExportRequest request)
    {
        foreach (var id in request.VideoIds ?? [])
        {
            Identifiers.Check("video_id", id);
        }

        if (
            request.States.Count == 0
            || request.States.FirstOrDefault(s =>
                s is not (AnnotationRecord.Proposed or AnnotationRecord.Accepted or AnnotationRecord.Rejected)
            )
                is not null
        )
        {
            throw Fail.Invalid("The parameter states takes proposed, accepted, rejected.");
        }

        if (!(request.FrameEverySec is >= 0.01 and <= 3600))
        {
            throw Fail.Invalid("The parameter frame_every_sec must be a number from 0.01 to 3600.");
        }

        if (request.Splits.Count != 3 || request.Splits.Any(s => !(s >= 0)) || !(request.Splits.Sum() > 0))
        {
            throw Fail.Invalid("The parameter splits must hold three shares for train, val and test, such as 0.8, 0.1, 0.1.");
        }

        return request;
    }
}
