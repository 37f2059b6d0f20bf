using Reelsight.Pipeline;
using Reelsight.Pipeline.Describe;
using Reelsight.Server.Http;

namespace Reelsight.Server.Analyze;

/// <summary>
/// Pictures that a prompt or a segment definition refers to as <c>&lt;@name&gt;</c>. Each is described like a frame, and what it shows most
/// clearly takes the place of its name: "a red car".
/// </summary>
internal sealed class ReferenceImages(MediaReader media, ImageDescriber images)
{
    private const int MostImages = 4;

    /// <summary>Checks names, kinds and references without opening anything.</summary>
    internal static void CheckNames(string path, IReadOnlyList<MediaSourceBody>? sources, string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, i) in AnalyzeRules.Elements($"{path}.media_sources", sources).Select((s, i) => (s, i)))
        {
            if (i == MostImages) throw Fail.Invalid($"The parameter {path}.media_sources takes at most {MostImages} pictures.");
            if (string.IsNullOrWhiteSpace(source.Name)) throw Fail.Missing($"{path}.media_sources[{i}].name");
            AnalyzeRules.OneOf($"{path}.media_sources[{i}].media_type", source.MediaType, "image");
            if (!names.Add(source.Name)) throw Fail.Invalid($"The parameter {path}.media_sources has the name {source.Name} twice; names must be unique.");
        }
        if (References.In(text).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw Fail.Invalid($"The text of {path} refers to <@{unknown}>, which its media_sources do not have.");
    }

    /// <summary>Describes the pictures of a request.</summary>
    /// <returns>What each shows, by name; null when the request has none.</returns>
    internal async Task<IReadOnlyDictionary<string, string>?> DescribeAsync(Call call, AnalyzeBody body, string path = "")
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        await AddAsync(body.PromptV2?.MediaSources, $"{path}prompt_v2").ConfigureAwait(false);
        var definitions = $"{path}response_format.segment_definitions";
        foreach (var (definition, i) in AnalyzeRules.Elements(definitions, body.ResponseFormat?.SegmentDefinitions).Select((d, i) => (d, i)))
            await AddAsync(definition.MediaSources, $"{definitions}[{i}]").ConfigureAwait(false);
        return shown.Count == 0 ? null : shown;

        async Task AddAsync(IReadOnlyList<MediaSourceBody>? sources, string of)
        {
            // The defaults of a batch stand in no request that was checked.
            CheckNames(of, sources, "");
            foreach (var (source, i) in (sources ?? []).Select((s, i) => (s, i)))
            {
                var at = $"{of}.media_sources[{i}]";
                var open = await media.OpenAsync(call, at, source with { Type = null }, MediaSizes.Image).ConfigureAwait(false);
                await using (open.ConfigureAwait(false))
                {
                    Pictures.Check(at, open);
                    try { shown[source.Name!] = Phrase(await images.DescribeAsync(call.TenantId, open, call.Cancelled).ConfigureAwait(false)); }
                    catch (PermanentFailureException e) { throw Fail.Refused(e.Failure.Code, $"The parameter {at}: {e.Failure.Message}"); }
                }
            }
        }
    }

    /// <summary>A request with its references replaced by what the pictures show.</summary>
    internal static AnalyzeRequest Resolve(AnalyzeRequest request, IReadOnlyDictionary<string, string>? shown) => shown is null ? request : request with
    {
        Prompt = Resolve(request.Prompt, shown),
        Definitions = [.. request.Definitions.Select(d => d with { Description = Resolve(d.Description, shown) })],
    };

    private static string Resolve(string text, IReadOnlyDictionary<string, string> shown) => References.Replace(text, name => shown.GetValueOrDefault(name, ""));

    // What is in the picture without doubt, or words for a thing that nothing here recognises.
    private static string Phrase(ImageDescription picture)
    {
        var clearest = picture.Objects.Where(o => o.Confidence >= Understanding.Facts.Fact.SureConfidence).MaxBy(o => o.Confidence * Math.Sqrt(o.Width * o.Height));
        if (clearest is not null) return clearest.Label == "person" || clearest.Colours.Count == 0 || clearest.Colours[0] is "black" or "grey" ? clearest.Label : $"{clearest.Colours[0]} {clearest.Label}";
        return picture.Lines.Count > 0 ? $"\"{picture.Lines[0].Text}\"" : "unrecognisable picture";
    }
}
