using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Analysis.Requests;

/// <summary>Describes the images that requests refer to, like a frame of a video.</summary>
/// <param name="opener">Opens images by URL and of assets.</param>
/// <param name="describer">Describes images.</param>
public sealed class ReferenceImageDescriber(MediaOpener opener, ImageDescriber describer)
{
    /// <summary>Describes an image and closes it.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="path">The parameter that names it, for errors.</param>
    /// <param name="media">The image.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>What it shows, in the form that <see cref="ReferenceImages.Apply"/> takes and tasks store.</returns>
    /// <exception cref="DomainException">It is no image that is accepted, or cannot be decoded.</exception>
    public async Task<string> DescribeAsync(string tenantId, string path, MediaHandle media, CancellationToken ct)
    {
        await using (media)
        {
            InputImageRules.Check(path, media);
            return ReferenceImageFeatures.Create(await describer.DescribeAsync(tenantId, media, ct)).Serialize();
        }
    }

    /// <summary>Describes the images of a request that have not been described yet.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="sources">The images of the request.</param>
    /// <param name="known">The images that have been described, by key; null when none has.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>All described images by key; null when there are none.</returns>
    /// <exception cref="FetchException">An image cannot be fetched.</exception>
    /// <exception cref="DomainException">An image cannot be used.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> DescribeMissingAsync(
        string tenantId,
        IEnumerable<ReferenceImageSource> sources,
        IReadOnlyDictionary<string, string>? known,
        CancellationToken ct
    )
    {
        var features = new Dictionary<string, string>(known ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        // Tasks of older versions store images by name alone.
        foreach (var source in sources.Where(s => !features.ContainsKey(s.Key) && !features.ContainsKey(s.Name)))
        {
            if (source.Media is { } media)
            {
                features[source.Key] = await DescribeAsync(tenantId, source.Path, await opener.OpenAsync(tenantId, media, ct), ct);
            }
        }
        return features.Count == 0 ? null : features;
    }
}
