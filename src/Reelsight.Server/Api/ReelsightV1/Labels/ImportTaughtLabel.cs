using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Teaching;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/labels/{label_id}/taught/file → 200 with what the label knows now. Takes in a file that
/// <see cref="GetTaughtLabelFile"/> made, also on another server; it is used until the label has an accepted example of its own. A label
/// that has one is left as it is (409 label_in_use).
/// </summary>
internal static class ImportTaughtLabel
{
    // Larger than any space that can be installed.
    private const int MaxDimension = 16_384;
    private const int MaxTags = 10_000;

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IAnnotationStore annotations,
        LabelTeacher teacher
    )
    {
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.TaughtLabelFile);
        var read = Read(body);
        var (set, label) = await GetTaughtLabel.FindAsync(call, sets);
        await teacher.ImportAsync(set, label, read, call.Cancellation);
        return await GetTaughtLabel.AnswerAsync(call, set, label, annotations, teacher);
    }

    // The ids are those of the label that takes it in.
    private static TaughtLabelRecord Read(TaughtLabelFile file)
    {
        if (string.IsNullOrEmpty(file.Format))
        {
            throw Fail.Missing("format");
        }

        if (file.Format != TaughtLabelFile.CurrentFormat)
        {
            throw Fail.Invalid($"The parameter format must be {TaughtLabelFile.CurrentFormat}: another program or version wrote the file.");
        }

        if (string.IsNullOrEmpty(file.Space))
        {
            throw Fail.Missing("space");
        }

        if (file.Weights is not { } weights)
        {
            throw Fail.Missing("weights");
        }

        if (file.Stage is not ("unmeasured" or "measured"))
        {
            throw Fail.Invalid(
                "The parameter stage must be unmeasured or measured: only a label that has learned something can be shared."
            );
        }

        var tags = file.Tags ?? [];
        if (file.JointDimension is < 1 or > MaxDimension || file.VisualDimension is < 0 or > MaxDimension || tags.Count > MaxTags)
        {
            throw Fail.Invalid("The parameter joint_dimension, visual_dimension or tags is out of range: the file is damaged.");
        }

        if (tags.Any(string.IsNullOrEmpty) || tags.Distinct(StringComparer.Ordinal).Count() != tags.Count)
        {
            throw Fail.Invalid("The parameter tags must be names, each once: the file is damaged.");
        }

        var expected = (file.JointDimension + file.VisualDimension + 1 + tags.Count) * sizeof(float);
        if (weights.Length != expected || !MemoryMarshal.Cast<byte, float>(weights).ToArray().All(float.IsFinite))
        {
            throw Fail.Invalid($"The parameter weights must be {expected} bytes of finite numbers in base64: the file is damaged.");
        }

        return new TaughtLabelRecord
        {
            Id = "",
            TenantId = "",
            LabelSetId = "",
            LabelId = "",
            State = LabelJobStates.Ready,
            Space = file.Space,
            Stage = file.Stage,
            Accepted = Math.Max(0, file.Accepted),
            Rejected = Math.Max(0, file.Rejected),
            Videos = Math.Max(0, file.Videos),
            Found = file.Found is { } found ? Math.Clamp(found, 0, 1) : null,
            Right = file.Right is { } right ? Math.Clamp(right, 0, 1) : null,
            Weights = new TaughtWeights
            {
                JointDimension = file.JointDimension,
                VisualDimension = file.VisualDimension,
                Tags = tags,
                Weights = weights,
                Bias = file.Bias,
                Threshold = file.Threshold,
                Slope = file is { Slope: > 0, Offset: not null } ? file.Slope : null,
                Offset = file is { Slope: > 0, Offset: not null } ? file.Offset : null,
            },
            TrainedAt = file.TrainedAt,
            CreatedAt = default,
            UpdatedAt = default,
        };
    }
}
