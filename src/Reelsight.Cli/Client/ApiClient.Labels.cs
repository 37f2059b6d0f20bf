using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Reelsight.Cli.Client;

/// <summary>Operations on label sets, which the v1.3 API does not have.</summary>
internal sealed partial class ApiClient
{
    private const string LabelSetsPath = "../reelsight/v1/label-sets";

    /// <summary>The label sets of an index, newest first, at most 50.</summary>
    public async Task<IReadOnlyList<WireLabelSet>> GetLabelSetsAsync(string indexId, CancellationToken ct) =>
        (await GetAsync<WirePage<WireLabelSet>>($"{LabelSetsPath}?index_id={indexId}&page_limit=50", ct)).Data;

    /// <summary>Starts auto-labelling; all labels when none is named.</summary>
    public async Task<WireAutoLabelRun> StartAutoLabelAsync(string setId, IReadOnlyList<string> labels, CancellationToken ct)
    {
        using var body = JsonContent.Create(new { LabelIds = labels }, options: _json);
        return await SendAsync<WireAutoLabelRun>(HttpMethod.Post, $"{LabelSetsPath}/{setId}/auto-labels", body, ct);
    }

    /// <summary>State of an auto-labelling run.</summary>
    public Task<WireAutoLabelRun> GetAutoLabelRunAsync(string setId, string runId, CancellationToken ct) =>
        GetAsync<WireAutoLabelRun>($"{LabelSetsPath}/{setId}/auto-labels/{runId}", ct);

    /// <summary>What the labels of a set have learned.</summary>
    public async Task<IReadOnlyList<WireTaughtLabel>> GetTaughtAsync(string setId, CancellationToken ct) =>
        (await GetAsync<WireTaughtLabels>($"{LabelSetsPath}/{setId}/taught", ct)).Data;

    /// <summary>What a label has learned, as the text of a file.</summary>
    public async Task<string> GetTaughtFileAsync(string setId, string label, CancellationToken ct) =>
        (await GetAsync<JsonElement>($"{LabelSetsPath}/{setId}/labels/{Uri.EscapeDataString(label)}/taught/file", ct)).GetRawText();

    /// <summary>Takes such a file in.</summary>
    public async Task<WireTaughtLabel> ImportTaughtFileAsync(string setId, string label, string file, CancellationToken ct)
    {
        using var body = new StringContent(file, Encoding.UTF8, "application/json");
        return await SendAsync<WireTaughtLabel>(
            HttpMethod.Post,
            $"{LabelSetsPath}/{setId}/labels/{Uri.EscapeDataString(label)}/taught/file",
            body,
            ct
        );
    }

    /// <summary>Starts an export.</summary>
    public async Task<WireExport> StartExportAsync(string setId, NewExport export, CancellationToken ct)
    {
        using var body = JsonContent.Create(export, options: _json);
        return await SendAsync<WireExport>(HttpMethod.Post, $"{LabelSetsPath}/{setId}/exports", body, ct);
    }

    /// <summary>State of an export.</summary>
    public Task<WireExport> GetExportAsync(string setId, string exportId, CancellationToken ct) =>
        GetAsync<WireExport>($"{LabelSetsPath}/{setId}/exports/{exportId}", ct);

    /// <summary>Imports annotations from a file.</summary>
    public async Task<WireImport> ImportAsync(string setId, string format, string content, string? reviewer, CancellationToken ct)
    {
        using var body = JsonContent.Create(
            new
            {
                Format = format,
                Content = content,
                Reviewer = reviewer,
            },
            options: _json
        );
        return await SendAsync<WireImport>(HttpMethod.Post, $"{LabelSetsPath}/{setId}/imports", body, ct);
    }

    /// <summary>Downloads a URL of the server to a file, which is written completely or not at all.</summary>
    public async Task DownloadAsync(string url, string path, CancellationToken ct)
    {
        var partial = $"{path}.part";
        try
        {
            // At the address that this client knows: the server may have another public name.
            var link = new Uri(url);
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new UriBuilder(Server) { Path = link.AbsolutePath, Query = link.Query }.Uri
            );
            using var answer = await SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
            {
                throw await ReadErrorAsync(answer, ct);
            }

            await using (var body = await answer.Content.ReadAsStreamAsync(ct))
            await using (var file = File.Create(partial))
            {
                await body.CopyToAsync(file, ct);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
