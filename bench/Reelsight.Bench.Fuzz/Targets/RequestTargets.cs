using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Schemas;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads requests.</summary>
internal static class RequestTargets
{
    private const string Boundary = "----b";

    private static readonly Lazy<QueryParser> _queries = new(() =>
    {
        var wordNet = WordNet.Open();
        return new QueryParser(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));
    });

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("multipart", CreateForms(), ReadForm, typeof(ApiException)) { IsText = true },
        new("json-schema", SchemaSeeds.All, ReadSchema, typeof(SchemaException), typeof(JsonException)) { IsText = true },
        new("query", CreateQueries(), ReadQuery, typeof(ApiException)) { IsText = true },
    ];

    private static void ReadForm(byte[] bytes)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        http.Request.Body = new MemoryStream(bytes);
        Caller.Set(
            http,
            new Caller
            {
                TenantId = "t",
                Name = "fuzz",
                Scopes = AccessScopes.Write,
            }
        );
        var call = Call.BindAsync(http).AsTask().GetAwaiter().GetResult()!;
        var fields = MultipartFormReader
            .ReadAsync(call, ["file"], (_, _, content) => content.CopyToAsync(Stream.Null))
            .GetAwaiter()
            .GetResult();
        _ = fields.GetInteger("page", 1, 1, 50);
    }

    private static void ReadSchema(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        SchemaParser.Parse(json.RootElement, new SchemaParserOptions(Timestamps: true));
    }

    // As a request is read: longer texts do not come so far.
    private static void ReadQuery(byte[] bytes) => _queries.Value.Parse(TokenLimit.Check("query_text", Encoding.UTF8.GetString(bytes)));

    private static byte[][] CreateForms()
    {
        var text = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n3\r\n";
        var file =
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"; filename*=UTF-8''%e2%82%ac.mp4\r\n"
            + "Content-Type: video/mp4\r\n\r\nxxxxxxxxxxxxxxxx\r\n";
        return [.. new[] { text + file, file + text + text, text }.Select(form => Encoding.UTF8.GetBytes($"{form}--{Boundary}--\r\n"))];
    }

    private static byte[][] CreateQueries() =>
        [
            .. new[]
            {
                "two red cars, then a dog on the left within 10 seconds",
                "\"stop sign\" -person not a cat without people NOT dog",
                "a person next to a bicycle before the bus, while it is dark and loud",
                "at least three birds or one large white horse at the same time in the top right corner",
                "no cars after 5 seconds of silence; run* walking moving still the day after tomorrow",
            }.Select(Encoding.UTF8.GetBytes),
        ];
}
