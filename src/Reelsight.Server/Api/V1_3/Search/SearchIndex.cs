using Microsoft.AspNetCore.Http;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// POST /search → 200 with the first page. A form, also when it holds only text. By text, by up to ten images or moments of videos, or by
/// both; the text may name entities (<c>&lt;@entity_id&gt;</c>). The index must have the encoder; every search option must be one that the
/// index was created with, and <c>transcription</c> needs <c>audio</c>. A filter that no video passes is an empty page, not an error.
/// </summary>
internal static class SearchIndex
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        UploadReceiver uploads,
        IIndexStore indexes,
        SearchEngine engine,
        QueryImageEncoder pictures,
        QueryMomentEncoder moments,
        SearchPaginator pages
    )
    {
        SearchView? view = null;
        await uploads.ReceiveAsync(
            call,
            [SearchForm.ImageFileField],
            SearchQuery.MaxImages,
            (_, _) => MediaSizeLimits.Image.MaxUrlBytes,
            async (fields, files) =>
            {
                var form = SearchForm.Read(fields, files);
                var filter = SearchFilter.Read(form.Filter);
                var index = await GetIndex.FindAsync(call, indexes, form.IndexId);
                var query = new SearchQuery
                {
                    TenantId = call.TenantId,
                    IndexId = index.Id,
                    Text = form.Text,
                    Modalities = ReadModalities(index, form.Options),
                    Transcription = form.Transcription,
                    RequireAll = form.RequireAll,
                    Filter = filter,
                    Entities = await pictures.EncodeEntitiesAsync(call, form.EntityIds),
                    Images = [.. await pictures.EncodeAsync(call, form.Images), .. await moments.EncodeAsync(call, form.Moments)],
                };
                var result = await engine.SearchAsync(query, call.Cancellation);
                var kept = StoredSearch.From(form, result, index.Addons.Contains("thumbnail"));
                view = await pages.CreateFirstPageAsync(call, kept);
            }
        );
        return TypedResults.Json(view, SearchWireJson.Default.SearchView);
    }

    private static Modalities ReadModalities(IndexRecord index, IReadOnlyList<string> asked)
    {
        var has = ModelRoles.EncoderOptions(index)
            ?? throw Fail.Refused(
                ErrorCodes.IndexNotSupportedForSearch,
                $"The index {index.Id} was created without {ModelRoles.Encoder}, so it cannot be searched."
            );
        var all = Reelsight.Search.Modalities.None;
        foreach (var option in asked)
        {
            var needed = option == "transcription" ? "audio" : option;
            if (!has.Contains(needed))
            {
                throw Fail.Refused(
                    ErrorCodes.SearchOptionNotSupported,
                    $"The index {index.Id} was created without {needed}, so {option} cannot be searched."
                );
            }

            all |= Enum.Parse<Modalities>(option, ignoreCase: true);
        }
        return all;
    }
}
