using Reelsight.Search;
using Reelsight.Server.Http;

namespace Reelsight.Server.Search;

/// <summary>What a search asks for, read from its form and checked as far as that is possible without the index.</summary>
internal sealed record SearchForm
{
    internal required string IndexId { get; init; }
    internal required string Text { get; init; }
    internal required IReadOnlyList<string> Options { get; init; }
    internal required TranscriptionMatch Transcription { get; init; }
    internal required bool RequireEveryOption { get; init; }
    internal required bool GroupByVideo { get; init; }
    internal required bool SortByClipCount { get; init; }
    internal required Confidence Threshold { get; init; }
    internal required int PageLimit { get; init; }
    internal required bool IncludeUserMetadata { get; init; }
    internal required string? Filter { get; init; }

    private const string MediaFile = "query_media_file";
    /// <summary>v1.3: 500 tokens. Counted as words, which never refuses what the limit allows; longer words are capped by their letters.</summary>
    private const int MaxWords = 500;
    private const int MaxLetters = 10_000;

    /// <summary>Reads and checks the form.</summary>
    internal static async Task<SearchForm> ReadAsync(Call call)
    {
        var files = 0;
        var form = await MultipartForm.ReadAsync(call, [MediaFile], (_, _, _) => Task.FromResult(files++)).ConfigureAwait(false);
        var options = form.List("search_options");
        RefuseMedia(form, files, options);
        var transcription = form.Choices("transcription_options", "lexical", "semantic");
        if (transcription.Count > 0 && !options.Contains("transcription"))
            throw Fail.Refused(ErrorCodes.SearchOptionCombinationNotSupported, "The parameter transcription_options needs transcription among the search_options.");
        return new SearchForm
        {
            IndexId = Identifiers.Check("index_id", form.RequiredText("index_id")),
            Text = CheckText(form.Text("query_text")),
            Options = CheckOptions(options),
            Transcription = transcription.Count == 0
                ? TranscriptionMatch.Lexical | TranscriptionMatch.Semantic
                : transcription.Aggregate(default(TranscriptionMatch), (all, t) => all | (t == "lexical" ? TranscriptionMatch.Lexical : TranscriptionMatch.Semantic)),
            RequireEveryOption = form.Choice("operator", "or", "or", "and") == "and",
            GroupByVideo = form.Choice("group_by", "clip", "clip", "video") == "video",
            SortByClipCount = form.Choice("sort_option", "score", "score", "clip_count") == "clip_count",
            Threshold = form.Choice("threshold", "low", "high", "medium", "low", "none") switch
            {
                "high" => Confidence.High,
                "medium" => Confidence.Medium,
                _ => Confidence.Low,
            },
            PageLimit = Call.PageLimit(form),
            IncludeUserMetadata = form.Flag("include_user_metadata", false),
            Filter = form.Text("filter"),
        };
    }

    private static IReadOnlyList<string> CheckOptions(IReadOnlyList<string> options)
    {
        if (options.Count == 0) throw Fail.Missing("search_options");
        return options.FirstOrDefault(o => o is not ("visual" or "audio" or "transcription")) is { } unknown
            ? throw Fail.Refused(ErrorCodes.SearchOptionNotSupported, $"The parameter search_options takes visual, audio and transcription, not {unknown}.")
            : options;
    }

    private static string CheckText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Fail.Missing("query_text");
        if (text.Length > MaxLetters || text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > MaxWords)
            throw Fail.Invalid($"The parameter query_text is longer than {MaxWords} words.");
        if (text.Contains("<@", StringComparison.Ordinal))
            throw Fail.Invalid("The parameter query_text names an entity (<@…>). Entity search is not available on this server; describe in words what to find.");
        return text;
    }

    private static void RefuseMedia(Fields form, int files, IReadOnlyList<string> options)
    {
        var hasMedia = files > 0 || form.Text("query_media_url") is not null;
        var type = form.Text("query_media_type");
        if (type is not null && type != "image") throw Fail.Invalid("The parameter query_media_type must be image.");
        if (hasMedia && type is null) throw Fail.Missing("query_media_type");
        if (type is not null && !hasMedia && form.Text("query_text") is null) throw Fail.Missing("query_media_file or query_media_url");
        if (!hasMedia) return;
        if (form.Text("transcription_options") is not null)
            throw Fail.Refused(ErrorCodes.SearchOptionCombinationNotSupported, "The parameter transcription_options cannot be used with an image query.");
        if (!options.Contains("visual"))
            throw Fail.Refused(ErrorCodes.SearchOptionCombinationNotSupported, "An image query needs visual among the search_options.");
        throw Fail.Refused(ErrorCodes.SearchOptionNotSupported, "Image queries are not available on this server yet; describe in words what the image shows.");
    }
}
