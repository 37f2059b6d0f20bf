using Reelsight.Analysis.Requests;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>Reads and describes the images of a request body that its texts refer to as <c>&lt;@name&gt;</c>.</summary>
internal sealed class ReferenceImageReader(MediaReader media, ReferenceImageDescriber describer)
{
    private const int MaxImages = 4;

    /// <summary>Checks names, kinds and references without opening the images.</summary>
    /// <exception cref="DomainException">They break a rule.</exception>
    internal static void ValidateNames(string path, IReadOnlyList<MediaSourceBody>? sources, string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, i) in AnalyzeRequestValidator.RequireElements($"{path}.media_sources", sources).Select((s, i) => (s, i)))
        {
            if (i == MaxImages)
            {
                throw DomainErrors.Invalid($"The parameter {path}.media_sources takes at most {MaxImages} pictures.");
            }

            if (string.IsNullOrWhiteSpace(source.Name))
            {
                throw DomainErrors.Missing($"{path}.media_sources[{i}].name");
            }

            AnalyzeRequestValidator.RequireOneOf($"{path}.media_sources[{i}].media_type", source.MediaType, "image");
            if (!names.Add(source.Name))
            {
                throw DomainErrors.Invalid($"The parameter {path}.media_sources has the name {source.Name} twice; names must be unique.");
            }
        }
        if (NamedReferences.FindNames(text).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw DomainErrors.Invalid($"The text of {path} refers to <@{unknown}>, which its media_sources do not have.");
        }
    }

    /// <summary>Describes the images of a request.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The request.</param>
    /// <param name="path">Prefix of the parameter names in errors.</param>
    /// <param name="deferRemote">Whether images by URL and of assets are only checked, to be described later.</param>
    /// <returns>What each image shows, by its key; null when there are none.</returns>
    /// <exception cref="ApiException">An image cannot be used.</exception>
    internal async Task<IReadOnlyDictionary<string, string>?> DescribeAsync(
        Call call,
        AnalyzeBody body,
        string path = "",
        bool deferRemote = false
    )
    {
        var features = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (of, key, sources) in GetSources(body, path))
        {
            // The defaults of a batch are part of no request that was checked.
            ValidateNames(of, sources, "");
            foreach (var (source, i) in sources.Select((s, i) => (s with { Type = null }, i)))
            {
                var at = $"{of}.media_sources[{i}]";
                if (deferRemote && source.Base64String is null)
                {
                    await media.ReadAsync(call, at, source, MediaSizeLimits.Image, _ => Task.CompletedTask);
                    continue;
                }
                var image = await media.OpenAsync(call, at, source, MediaSizeLimits.Image);
                features[key + source.Name] = await ParameterFailures.NameAsync(at, () =>
                    describer.DescribeAsync(call.TenantId, at, image, call.Cancellation)
                );
            }
        }
        return features.Count == 0 ? null : features;
    }

    /// <summary>The images that a request refers to.</summary>
    internal static IReadOnlyList<ReferenceImageSource> GetImages(AnalyzeBody body) =>
        [
            .. GetSources(body, "")
                .SelectMany(group =>
                    group.Sources.Select(
                        (source, i) =>
                            new ReferenceImageSource(
                                group.Key + source.Name,
                                source.Name!,
                                $"{group.Of}.media_sources[{i}]",
                                source.Url is { Length: > 0 } url ? new MediaSource.FromUrl(new Uri(url), InputImageRules.MaxBytes)
                                    : source.AssetId is { Length: > 0 } asset ? new MediaSource.FromAsset(asset)
                                    : null
                            )
                    )
                ),
        ];

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
                    ReferenceImages.GetDefinitionKey(i),
                    AnalyzeRequestValidator.RequireElements($"{definitions}[{i}].media_sources", sources)
                );
            }
        }
    }
}
