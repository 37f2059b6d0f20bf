using Reelsight.Core;
using Reelsight.Pipeline.Assets;
using Reelsight.Search;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>What a search asks for, read from its form and checked as far as that is possible without the index.</summary>
internal sealed record SearchForm
{
    internal required string IndexId { get; init; }
    internal required string Text { get; init; }
    internal required IReadOnlyList<string> EntityIds { get; init; }
    internal required IReadOnlyList<(string Field, MediaSource Source)> Images { get; init; }
    internal required IReadOnlyList<QueryMoment> Moments { get; init; }
    internal required IReadOnlyList<string> Options { get; init; }
    internal required TranscriptionMatch Transcription { get; init; }
    internal required bool RequireAll { get; init; }
    internal required bool GroupByVideo { get; init; }
    internal required bool SortByClipCount { get; init; }
    internal required Confidence Threshold { get; init; }
    internal required int PageLimit { get; init; }
    internal required bool IncludeUserMetadata { get; init; }
    internal required string? Filter { get; init; }

    /// <summary>The name of parts that are images.</summary>
    internal const string ImageFileField = "query_media_file";
    private const string ImageUrlField = "query_media_url";

    /// <summary>Checks the form.</summary>
    internal static SearchForm Read(RequestFields form, IReadOnlyList<UploadedFile> files)
    {
        var options = CheckOptions(form.GetList("search_options"));
        var transcription = form.GetChoices("transcription_options", "lexical", "semantic");
        if (transcription.Count > 0 && !options.Contains("transcription"))
        {
            throw Fail.Refused(
                ErrorCodes.SearchOptionCombinationNotSupported,
                "The parameter transcription_options needs transcription among the search_options."
            );
        }

        QueryMoment[] moments = [.. form.GetList(QueryMoment.Field).Select(QueryMoment.Read)];
        var pictures = ReadImages(form, files, moments.Length);
        var hasPictures = pictures.Count + moments.Length > 0;
        if (hasPictures && transcription.Count > 0)
        {
            throw Fail.Refused(
                ErrorCodes.SearchOptionCombinationNotSupported,
                "The parameter transcription_options cannot be used with an image query."
            );
        }

        var (text, entityIds) = EntityReferences.Extract(ReadText(form.GetText("query_text"), hasPictures));
        if (!options.Contains("visual") && (hasPictures || entityIds.Count > 0))
        {
            throw Fail.Refused(
                ErrorCodes.SearchOptionCombinationNotSupported,
                $"{(hasPictures ? "An image query" : "A search for an entity")} needs visual among the search_options."
            );
        }

        return new SearchForm
        {
            IndexId = Identifiers.Check("index_id", form.GetRequiredText("index_id")),
            Text = text,
            EntityIds = entityIds,
            Images = pictures,
            Moments = moments,
            Options = options,
            Transcription =
                transcription.Count == 0
                    ? TranscriptionMatch.Lexical | TranscriptionMatch.Semantic
                    : transcription.Aggregate(default(TranscriptionMatch), (all, t) =>
                        all | (t == "lexical" ? TranscriptionMatch.Lexical : TranscriptionMatch.Semantic)
                    ),
            RequireAll = form.GetChoice("operator", "or", "or", "and") == "and",
            GroupByVideo = form.GetChoice("group_by", "clip", "clip", "video") == "video",
            SortByClipCount = form.GetChoice("sort_option", "score", "score", "clip_count") == "clip_count",
            Threshold = form.GetChoice("threshold", "low", "high", "medium", "low", "none") switch
            {
                "high" => Confidence.High,
                "medium" => Confidence.Medium,
                _ => Confidence.Low,
            },
            PageLimit = Call.GetPageLimit(form),
            IncludeUserMetadata = form.GetBoolean("include_user_metadata", false),
            Filter = form.GetText("filter"),
        };
    }

    private static IReadOnlyList<string> CheckOptions(IReadOnlyList<string> options)
    {
        if (options.Count == 0)
        {
            throw Fail.Missing("search_options");
        }

        return options.FirstOrDefault(o => o is not ("visual" or "audio" or "transcription")) is { } unknown
            ? throw Fail.Refused(
                ErrorCodes.SearchOptionNotSupported,
                $"The parameter search_options takes visual, audio and transcription, not {unknown}."
            )
            : options;
    }

    private static string ReadText(string? text, bool hasPictures) =>
        hasPictures && string.IsNullOrWhiteSpace(text) ? "" : TokenLimit.Check("query_text", text);

    private static List<(string, MediaSource)> ReadImages(RequestFields form, IReadOnlyList<UploadedFile> files, int moments)
    {
        List<(string, MediaSource)> pictures =
        [
            .. FileNames
                .GetUrls(form, ImageUrlField)
                .Select(url => (ImageUrlField, (MediaSource)new MediaSource.FromUrl(url, MediaSizeLimits.Image.MaxUrlBytes))),
            .. files.Select(file => (ImageFileField, (MediaSource)new MediaSource.FromContent(file.Blob.ContentHash, file.FileName))),
        ];
        var type = form.GetText("query_media_type");
        if (type is not null && type != "image")
        {
            throw Fail.Invalid("The parameter query_media_type must be image.");
        }

        if (pictures.Count > 0 && type is null)
        {
            throw Fail.Missing("query_media_type");
        }

        if (type is not null && pictures.Count + moments == 0 && form.GetText("query_text") is null)
        {
            throw Fail.Missing($"{ImageFileField} or {ImageUrlField}");
        }

        return pictures.Count + moments <= SearchQuery.MaxImages
            ? pictures
            : throw Fail.Invalid(
                $"The query has {pictures.Count + moments} images; {ImageUrlField}, {ImageFileField} and {QueryMoment.Field} "
                    + $"together take at most {SearchQuery.MaxImages}."
            );
    }
}
