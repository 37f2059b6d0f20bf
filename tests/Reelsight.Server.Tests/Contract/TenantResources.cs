using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// One record of every kind that the first tenant has, made by the examples of the list of operations, and requests that name them.
/// </summary>
internal sealed partial class TenantResources
{
    /// <summary>
    /// What makes a record: the parameter that names it, the operation, the field of the answer, and the areas where the name means it.
    /// </summary>
    private static readonly (string Parameter, string Operation, string Field, string? Area)[] _makers =
    [
        ("knowledge_store_id", "CreateKnowledgeStore", "_id", null),
        ("item_id", "CreateItem", "_id", null),
        ("item_collection_id", "CreateItemCollection", "_id", null),
        ("task_id", "CreateEmbedTask", "_id", "Embed v1"),
        ("task_id", "CreateEmbedV2Task", "_id", "Embed v2"),
        ("webhook_id", "CreateWebhook", "_id", null),
        ("saved_search_id", "CreateSavedSearch", "_id", null),
        ("upload_id", "CreateMultipartUpload", "upload_id", null),
        ("redirect_uri_id", "CreateRedirectUri", "_id", null),
        ("entity_collection_id", "CreateEntityCollection", "_id", null),
        ("entity_id", "CreateEntity", "_id", null),
        ("task_id", "CreateAnalyzeTask", "task_id", "Analyze tasks"),
        ("batch_id", "CreateAnalyzeBatch", "batch_id", null),
        ("label_set_id", "CreateLabelSet", "_id", null),
        ("annotation_id", "CreateAnnotation", "_id", null),
        ("run_id", "CreateAutoLabelRun", "_id", null),
        ("export_id", "CreateExport", "_id", null),
        ("key_id", "CreateKey", "_id", null),
        ("person_id", "CreatePerson", "_id", null),
        ("tenant_id", "CreateTenant", "_id", null),
    ];

    private readonly Dictionary<(string Parameter, string? Area), string> _ids = [];

    internal static async Task<TenantResources> CreateAsync(RunningServer server)
    {
        var made = new TenantResources();
        var index = await server.CreateIndexAsync("films", addons: ["thumbnail"]);
        var video = await server.ReadyVideoAsync(index, "film.mp4");
        await server.AddFrameMapAsync(video);
        var asset = (await server.Stores.Assets.FindAsync(video.TenantId, video.AssetId, default))!;
        await server.Stores.Assets.UpdateAsync(
            asset with
            {
                Status = AssetStatus.Ready,
                DurationSec = 12,
                Width = 640,
                Height = 360,
            },
            default
        );
        made._ids[("index_id", null)] = index;
        made._ids[("video_id", null)] = video.Id;
        made._ids[("asset_id", null)] = video.AssetId;
        made._ids[("asset_id", "Entities")] = await server.AddAssetAsync();
        made._ids[("session_id", null)] = await SignInAsync(server);
        made._ids[("task_id", null)] = (await server.Client.JsonAsync("tasks")).Data()[0].Id();
        foreach (var (parameter, name, field, area) in _makers)
        {
            var operation = OperationList.Current.Operations.Single(o => o.Name == name);
            using var answer = await made.SendAsync(server.Client, operation);
            made._ids[(parameter, area)] = (await answer.JsonAsync((System.Net.HttpStatusCode)operation.Status)).Text(field)!;
        }
        // Labels are named by id or by name. The one without annotations takes in what was learned elsewhere.
        made._ids[("label_id", null)] = "Vehicle";
        using var taught = await made.SendAsync(server.Client, OperationList.Current.Operations.Single(o => o.Name == "ImportTaughtLabel"));
        await taught.JsonAsync();
        return made;
    }

    /// <summary>Sends an operation's example about these records.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpClient client, Operation operation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Fill(operation, operation.Path));
        if (operation.Example is { } example)
        {
            var text = Fill(operation, example.GetRawText());
            request.Content = operation.Body is not null ? new StringContent(text, Encoding.UTF8, "application/json") : Form(text);
        }
        return await client.SendAsync(request);
    }

    private static async Task<string> SignInAsync(RunningServer server)
    {
        using var browser = server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        (await browser.PostAsJsonAsync(new Uri("/reelsight/v1/session", UriKind.Relative), new { api_key = RunningServer.Key })).Dispose();
        return (await browser.JsonAsync("/reelsight/v1/sessions")).Data()[0].Id();
    }

    /// <summary>A text of an operation in which the ids of these records stand.</summary>
    internal string Fill(Operation operation, string text) =>
        Parameter()
            .Replace(text, match =>
            {
                var name = match.Groups[1].Value;
                return _ids.GetValueOrDefault((name, operation.Tag))
                    ?? _ids.GetValueOrDefault((name, null))
                    ?? throw new InvalidOperationException(
                        $"{operation.Name} names {name}: say in {nameof(TenantResources)} which operation makes one."
                    );
            });

    private static MultipartFormDataContent Form(string example)
    {
        using var json = JsonDocument.Parse(example);
        return Seeds.Form(
            json.RootElement.EnumerateObject()
                .SelectMany(field =>
                    field.Value.ValueKind == JsonValueKind.Array
                        ? field.Value.EnumerateArray().Select(one => (field.Name, one.ToString()))
                        : [(field.Name, field.Value.ToString())]
                )
                .ToList()
        );
    }

    [GeneratedRegex(@"\{(\w+_id)\}")]
    private static partial Regex Parameter();
}
