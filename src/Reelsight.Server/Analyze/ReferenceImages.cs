using System.Globalization;
using Reelsight.Pipeline;
using Reelsight.Pipeline.Describe;
using Reelsight.Server.Http;
using Reelsight.Understanding;

namespace Reelsight.Server.Analyze;

/// <summary>
/// Pictures that a prompt or a segment definition refers to as <c>&lt;@name&gt;</c>. Each is described like a frame. What it shows most
/// clearly takes the place of its name ("a red car"); segments are looked for by how it looks first.
/// </summary>
internal sealed class ReferenceImages(MediaReader media, MediaSources elsewhere, ImageDescriber images)
{
    private const int MostImages = 4;

    /// <summary>Checks names, kinds and references without opening anything.</summary>
    internal static void CheckNames(string path, IReadOnlyList<MediaSourceBody>? sources, string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, i) in AnalyzeRules.Elements($"{path}.media_sources", sources).Select((s, i) => (s, i)))
        {
            if (i == MostImages)
            {
                throw Fail.Invalid($"The parameter {path}.media_sources takes at most {MostImages} pictures.");
            }

            if (string.IsNullOrWhiteSpace(source.Name))
            {
                throw Fail.Missing($"{path}.media_sources[{i}].name");
            }

            AnalyzeRules.OneOf($"{path}.media_sources[{i}].media_type", source.MediaType, "image");
            if (!names.Add(source.Name))
            {
                throw Fail.Invalid($"The parameter {path}.media_sources has the name {source.Name} twice; names must be unique.");
            }
        }
        if (References.In(text).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw Fail.Invalid($"The text of {path} refers to <@{unknown}>, which its media_sources do not have.");
        }
    }

    /// <summary>Describes the pictures of a request.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The request.</param>
    /// <param name="path">What stands before the names of parameters in errors.</param>
    /// <param name="later">Whether those that lie elsewhere are only checked, and left to <see cref="CompleteAsync"/>.</param>
    /// <returns>What each shows, as <see cref="ShownPicture"/> writes it, by its key; null when there are none.</returns>
    internal async Task<IReadOnlyDictionary<string, string>?> DescribeAsync(
        Call call,
        AnalyzeBody body,
        string path = "",
        bool later = false
    )
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (of, key, sources) in SourcesOf(body, path))
        {
            // The defaults of a batch stand in no request that was checked.
            CheckNames(of, sources, "");
            foreach (var (source, i) in sources.Select((s, i) => (s with { Type = null }, i)))
            {
                var at = $"{of}.media_sources[{i}]";
                if (later && source.Base64String is null)
                {
                    await media.ReadAsync(call, at, source, MediaSizes.Image, _ => Task.CompletedTask);
                    continue;
                }
                var open = await media.OpenAsync(call, at, source, MediaSizes.Image);
                try
                {
                    shown[key + source.Name] = await ShownAsync(call.TenantId, at, open, call.Cancelled);
                }
                catch (PermanentFailureException e)
                {
                    throw Fail.Refused(e.Failure.Code, $"The parameter {at}: {e.Failure.Message}");
                }
            }
        }
        return shown.Count == 0 ? null : shown;
    }

    /// <summary>Describes the pictures that were left for later.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="body">The request as it is kept.</param>
    /// <param name="known">What was described before, by its key.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="Fetch.FetchException">One cannot be had.</exception>
    /// <exception cref="PermanentFailureException">One cannot be used.</exception>
    /// <exception cref="ApiException">One is no picture that is taken.</exception>
    internal async Task<IReadOnlyDictionary<string, string>?> CompleteAsync(
        string tenantId,
        AnalyzeBody body,
        IReadOnlyDictionary<string, string>? known,
        CancellationToken ct
    )
    {
        var shown = new Dictionary<string, string>(known ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (of, key, sources) in SourcesOf(body, ""))
        {
            foreach (
                var (source, i) in sources
                    .Select((s, i) => (s, i))
                    .Where(s => !shown.ContainsKey(key + s.s.Name) && !shown.ContainsKey(s.s.Name!))
            )
            {
                MediaSource? from =
                    source.Url is { Length: > 0 } url ? new MediaSource.FromUrl(new Uri(url), MediaSizes.Image.MaxUrlBytes)
                    : source.AssetId is { Length: > 0 } asset ? new MediaSource.FromAsset(asset)
                    : null;
                if (from is null)
                {
                    continue;
                }

                var open = await elsewhere.OpenAsync(tenantId, from, ct);
                shown[key + source.Name] = await ShownAsync(tenantId, $"{of}.media_sources[{i}]", open, ct);
            }
        }
        return shown.Count == 0 ? null : shown;
    }

    private async Task<string> ShownAsync(string tenantId, string at, OpenMedia open, CancellationToken ct)
    {
        await using (open)
        {
            Pictures.Check(at, open);
            return ShownPicture.Of(await images.DescribeAsync(tenantId, open, ct)).Write();
        }
    }

    // Names are unique within a prompt or a definition only.
    private static IEnumerable<(string Of, string Key, IReadOnlyList<MediaSourceBody> Sources)> SourcesOf(AnalyzeBody body, string path)
    {
        if (body.PromptV2?.MediaSources is { } ofPrompt)
        {
            yield return ($"{path}prompt_v2", "", AnalyzeRules.Elements($"{path}prompt_v2.media_sources", ofPrompt));
        }

        var definitions = $"{path}response_format.segment_definitions";
        foreach (
            var (definition, i) in AnalyzeRules.Elements(definitions, body.ResponseFormat?.SegmentDefinitions).Select((d, i) => (d, i))
        )
        {
            if (definition.MediaSources is { } sources)
            {
                yield return ($"{definitions}[{i}]", KeyOf(i), AnalyzeRules.Elements($"{definitions}[{i}].media_sources", sources));
            }
        }
    }

    private static string KeyOf(int definition) => string.Create(CultureInfo.InvariantCulture, $"{definition}/");

    /// <summary>A request with its references replaced by what the pictures show, and the pictures beside them.</summary>
    internal static AnalyzeRequest Resolve(AnalyzeRequest request, IReadOnlyDictionary<string, string>? shown)
    {
        if (shown is null)
        {
            return request;
        }

        var pictures = shown.ToDictionary(s => s.Key, s => ShownPicture.Read(s.Value));
        return request with
        {
            Prompt = References.Replace(request.Prompt, name => Find("", name)?.Phrase ?? ""),
            Definitions =
            [
                .. request.Definitions.Select(
                    (d, i) =>
                        d with
                        {
                            Description = References.Replace(d.Description, name => Find(KeyOf(i), name)?.Phrase ?? ""),
                            BesidePictures = References.Replace(d.Description, _ => " "),
                            Pictures =
                            [
                                .. References
                                    .In(d.Description)
                                    .Distinct()
                                    .Select(name => Find(KeyOf(i), name)?.As(name))
                                    .OfType<ReferencePicture>(),
                            ],
                        }
                ),
            ],
        };

        // Tasks of older versions know pictures by their names alone.
        ShownPicture? Find(string key, string name) => pictures.GetValueOrDefault(key + name) ?? pictures.GetValueOrDefault(name);
    }
}
