using Reelsight.Core;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// One vector of one to ten images and perhaps a text: the mean of theirs. The text may name an image (<c>&lt;@name&gt;</c>); what the name
/// stands for is in the image's own vector, so it is left out of the text's.
/// </summary>
internal static class MultiInputEmbedding
{
    private const int MaxSources = 10;
    private const string Path = "multi_input";

    internal static async Task<float[]> EmbedAsync(
        Call call,
        EmbedMultiInputBody body,
        MediaReader media,
        SynchronousEmbedder embedding,
        Embedder embedder
    )
    {
        var sources = body.MediaSources is { Count: > 0 } given ? given : throw Fail.Missing($"{Path}.media_sources");
        if (sources.Count > MaxSources)
        {
            throw Fail.Invalid($"The parameter {Path}.media_sources takes 1 to {MaxSources} pictures.");
        }

        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i]?.MediaType is { } type && type != "image")
            {
                throw Fail.Invalid($"The parameter {Path}.media_sources[{i}].media_type must be image.");
            }
        }

        var text = Text(body.InputText, [.. sources.Select(s => s?.Name).OfType<string>()]);

        var vectors = new List<float[]>();
        if (text is not null)
        {
            vectors.Add(embedder.EmbedText(call.TenantId, text));
        }

        for (var i = 0; i < sources.Count; i++)
        {
            var path = $"{Path}.media_sources[{i}]";
            var opened = await media.OpenAsync(call, path, sources[i], MediaSizeLimits.Image);
            await using (opened)
            {
                vectors.Add(await embedding.EmbedImageAsync(call, path, opened));
            }
        }
        return Embedder.Average(vectors)!;
    }

    private static string? Text(string? text, string[] names)
    {
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Fail.Invalid($"Two of {Path}.media_sources have the name {twice.Key}; names must be unique.");
        }

        if (text is null)
        {
            return null;
        }

        TokenLimit.Check($"{Path}.input_text", text);
        if (NamedReferences.FindNames(text).FirstOrDefault(n => !names.Contains(n)) is { } unknown)
        {
            throw Fail.Invalid($"The parameter {Path}.input_text names <@{unknown}>, but none of {Path}.media_sources has that name.");
        }

        var plain = NamedReferences.Replace(text, _ => " ");
        return string.IsNullOrWhiteSpace(plain) ? null : plain;
    }
}
