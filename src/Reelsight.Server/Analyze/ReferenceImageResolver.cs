using System.Globalization;
using Reelsight.Analysis.Matching;
using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Analyze;

/// <summary>
/// Pictures that a prompt or a segment definition refers to as <c>&lt;@name&gt;</c>. Each is described like a frame. What it shows most
/// clearly takes the place of its name ("a red car"); segments are looked for by how it looks first.
/// </summary>
internal sealed class ReferenceImageResolver(MediaReader media, MediaOpener elsewhere, ImageDescriber images)
{
    private const int MaxImages = 4;

    /// <summary>Checks names, kinds and references without opening anything.</summary>
    internal static void ValidateNames(string path, IReadOnlyList<MediaSourceBody>? sources, string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, i) in AnalyzeRequestValidator.RequireElements($"{path}.media_sources", sources).Select((s, i) => (s, i)))
        {
            if (i == MaxImages)
            {
                throw Fail.Invalid($"The parameter {path}.media_sources takes at most {MaxImages} pictures.");
            }

            if (string.IsNullOrWhiteSpace(source.Name))
            {
                throw Fail.Missing($"{path}.media_sources[{i}].name");
            }

            AnalyzeRequestValidator.RequireOneOf($"{path}.media_sources[{i}].media_type", source.MediaType, "image");
            if (!names.Add(source.Name))
            {
                throw Fail.Invalid($"The parameter {path}.media_sources has the name {source.Name} twice; names must be unique.");
            }
        }
        if (NamedReferences.FindNames(text).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw Fail.Invalid($"The text of {path} refers to <@{unknown}>, which its media_sources do not have.");
        }
    }

    /// <summary>Describes the pictures of a request.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The request.</param>
    /// <param name="path">What stands before the names of parameters in errors.</param>
    /// <param name="deferRemote">Whether those that lie elsewhere are only checked, and left to <see cref="ExtractDeferredFeaturesAsync"/>.</param>
    /// <returns>What each shows, as <see cref="ReferenceImageFeatures"/> writes it, by its key; null when there are none.</returns>
    internal async Task<IReadOnlyDictionary<string, string>?> ExtractFeaturesAsync(
        Call call,
        AnalyzeBody body,
        string path = "",
        bool deferRemote = false
    )
    {
        var features = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (of, key, sources) in GetSources(body, path))
        {
            // The defaults of a batch stand in no request that was checked.
            ValidateNames(of, sources, "");
            foreach (var (source, i) in sources.Select((s, i) => (s with { Type = null }, i)))
            {
                var at = $"{of}.media_sources[{i}]";
                if (deferRemote && source.Base64String is null)
                {
                    await media.ReadAsync(call, at, source, MediaSizeLimits.Image, _ => Task.CompletedTask);
                    continue;
                }
                var open = await media.OpenAsync(call, at, source, MediaSizeLimits.Image);
                try
                {
                    features[key + source.Name] = await ExtractImageFeaturesAsync(call.TenantId, at, open, call.Cancellation);
                }
                catch (PermanentFailureException e)
                {
                    throw Fail.Refused(e.Failure.Code, $"The parameter {at}: {e.Failure.Message}");
                }
            }
        }
        return features.Count == 0 ? null : features;
    }

    /// <summary>Describes the pictures that were left for later.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="body">The request as it is kept.</param>
    /// <param name="known">What was described before, by its key.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="Fetch.FetchException">One cannot be had.</exception>
    /// <exception cref="PermanentFailureException">One cannot be used.</exception>
    /// <exception cref="ApiException">One is no picture that is taken.</exception>
    internal async Task<IReadOnlyDictionary<string, string>?> ExtractDeferredFeaturesAsync(
        string tenantId,
        AnalyzeBody body,
        IReadOnlyDictionary<string, string>? known,
        CancellationToken ct
    )
    {
        var features = new Dictionary<string, string>(known ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (of, key, sources) in GetSources(body, ""))
        {
            foreach (
                var (source, i) in sources
                    .Select((s, i) => (s, i))
                    .Where(s => !features.ContainsKey(key + s.s.Name) && !features.ContainsKey(s.s.Name!))
            )
            {
                MediaSource? from =
                    source.Url is { Length: > 0 } url ? new MediaSource.FromUrl(new Uri(url), MediaSizeLimits.Image.MaxUrlBytes)
                    : source.AssetId is { Length: > 0 } asset ? new MediaSource.FromAsset(asset)
                    : null;
                if (from is null)
                {
                    continue;
                }

                var open = await elsewhere.OpenAsync(tenantId, from, ct);
                features[key + source.Name] = await ExtractImageFeaturesAsync(tenantId, $"{of}.media_sources[{i}]", open, ct);
            }
        }
        return features.Count == 0 ? null : features;
    }

    private async Task<string> ExtractImageFeaturesAsync(string tenantId, string at, MediaHandle open, CancellationToken ct)
    {
        await using (open)
        {
            InputImageRules.Check(at, open);
            return ReferenceImageFeatures.Create(await images.DescribeAsync(tenantId, open, ct)).Serialize();
        }
    }

    // Names are unique within a prompt or a definition only.
    private static IEnumerable<(string Of, string Key, IReadOnlyList<MediaSourceBody> Sources)> GetSources(AnalyzeBody body, string path)
    {
        if (body.PromptV2?.MediaSources is { } ofPrompt)
        {
            yield return ($"{path}prompt_v2", "", AnalyzeRequestValidator.RequireElements($"{path}prompt_v2.media_sources", ofPrompt));
        }

        var definitions = $"{path}response_format.segment_definitions";
        foreach (
            var (definition, i) in AnalyzeRequestValidator
                .RequireElements(definitions, body.ResponseFormat?.SegmentDefinitions)
                .Select((d, i) => (d, i))
        )
        {
            if (definition.MediaSources is { } sources)
            {
                yield return (
                    $"{definitions}[{i}]",
                    GetDefinitionKey(i),
                    AnalyzeRequestValidator.RequireElements($"{definitions}[{i}].media_sources", sources)
                );
            }
        }
    }

    private static string GetDefinitionKey(int definition) => string.Create(CultureInfo.InvariantCulture, $"{definition}/");

    /// <summary>A request with its references replaced by what the pictures show, and the pictures beside them.</summary>
    internal static AnalysisRequest ApplyFeatures(AnalysisRequest request, IReadOnlyDictionary<string, string>? features)
    {
        if (features is null)
        {
            return request;
        }

        var pictures = features.ToDictionary(s => s.Key, s => ReferenceImageFeatures.Deserialize(s.Value));
        return request with
        {
            Prompt = NamedReferences.Replace(request.Prompt, name => Find("", name)?.Phrase ?? ""),
            SegmentDefinitions =
            [
                .. request.SegmentDefinitions.Select(
                    (d, i) =>
                        d with
                        {
                            Description = NamedReferences.Replace(d.Description, name => Find(GetDefinitionKey(i), name)?.Phrase ?? ""),
                            DescriptionWithoutImages = NamedReferences.Replace(d.Description, _ => " "),
                            ReferenceImages =
                            [
                                .. NamedReferences
                                    .FindNames(d.Description)
                                    .Distinct()
                                    .Select(name => Find(GetDefinitionKey(i), name)?.ToReferenceImage(name))
                                    .OfType<ReferenceImage>(),
                            ],
                        }
                ),
            ],
        };

        // Tasks of older versions know pictures by their names alone.
        ReferenceImageFeatures? Find(string key, string name) => pictures.GetValueOrDefault(key + name) ?? pictures.GetValueOrDefault(name);
    }
}
