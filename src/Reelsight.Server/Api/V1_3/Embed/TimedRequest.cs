using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// Reads which vectors of audio or a video are asked for. Pieces are of one length (video 2-10 s, audio 1-10 s; 6), or a video's are cut
/// where its shots are (<c>dynamic</c>, at least 2-5 s; 4). All options, both scopes and separate vectors are the defaults; vectors of all
/// options together (<c>fused_embedding</c>) need two options.
/// </summary>
internal static class TimedRequest
{
    private const double DefaultFixedSec = 6,
        MaxFixedSec = 10,
        DefaultMinSec = 4;
    private const string Separate = "separate_embedding",
        Fused = "fused_embedding",
        Clip = "clip",
        Asset = "asset";

    internal static EmbeddingRequest Read(string path, EmbedTimedBody body, bool isVideo)
    {
        TimeRangeRules.Check($"{path}.start_sec", body.StartSec, $"{path}.end_sec", body.EndSec);
        string[] known = isVideo
            ? [EmbeddingOptions.Visual, EmbeddingOptions.Audio, EmbeddingOptions.Transcription]
            : [EmbeddingOptions.Audio, EmbeddingOptions.Transcription];
        var options = ReadChoices($"{path}.embedding_option", body.EmbeddingOption, known, known);
        var scopes = ReadChoices($"{path}.embedding_scope", body.EmbeddingScope, [Clip, Asset], [Clip, Asset]);
        var types = ReadChoices($"{path}.embedding_type", body.EmbeddingType, [Separate], [Separate, Fused]);
        if (types.Contains(Fused) && options.Length < 2)
        {
            throw Fail.Invalid(
                $"The parameter {path}.embedding_type may hold {Fused} only with two or more values in {path}.embedding_option."
            );
        }

        var (fixedSec, minSec) = ReadSegmentation($"{path}.segmentation", body.Segmentation, isVideo);
        return new EmbeddingRequest
        {
            IsVideo = isVideo,
            StartSec = body.StartSec ?? 0,
            EndSec = body.EndSec,
            FixedSec = fixedSec,
            MinSec = minSec,
            Options = options,
            Segments = scopes.Contains(Clip),
            Whole = scopes.Contains(Asset),
            Separate = types.Contains(Separate),
            Fused = types.Contains(Fused),
        };
    }

    private static (double? FixedSec, double MinSec) ReadSegmentation(string path, EmbedSegmentationBody? body, bool isVideo)
    {
        if (body is null)
        {
            return (DefaultFixedSec, 0);
        }

        switch (body.Strategy)
        {
            case "fixed":
                return (
                    ReadNumber($"{path}.fixed.duration_sec", body.Fixed?.DurationSec ?? DefaultFixedSec, isVideo ? 2 : 1, MaxFixedSec),
                    0
                );
            case "dynamic" when isVideo:
                return (null, ReadNumber($"{path}.dynamic.min_duration_sec", body.Dynamic?.MinDurationSec ?? DefaultMinSec, 2, 5));
            case null or "":
                throw Fail.Missing($"{path}.strategy");
            default:
                throw Fail.Invalid($"The parameter {path}.strategy must be {(isVideo ? "fixed or dynamic" : "fixed")}.");
        }
    }

    private static double ReadNumber(string path, double value, double min, double max) =>
        value >= min && value <= max ? value : throw Fail.Invalid($"The parameter {path} must be from {min} to {max} seconds.");

    private static string[] ReadChoices(string path, IReadOnlyList<string>? given, string[] fallback, string[] known)
    {
        if (given is null)
        {
            return fallback;
        }

        if (given.Count == 0)
        {
            throw Fail.Invalid($"The parameter {path} must not be empty; it takes {string.Join(", ", known)}.");
        }

        if (given.FirstOrDefault(g => !known.Contains(g)) is { } unknown)
        {
            throw Fail.Invalid($"The parameter {path} does not take {unknown}; it takes {string.Join(", ", known)}.");
        }
        // In the order of the list of what is known, each once.
        return [.. known.Where(given.Contains)];
    }
}
