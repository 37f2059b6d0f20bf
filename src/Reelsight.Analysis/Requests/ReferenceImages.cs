using System.Globalization;
using Reelsight.Analysis.Matching;
using Reelsight.Core;

namespace Reelsight.Analysis.Requests;

/// <summary>
/// Puts described images into requests that refer to them: in prompts and descriptions, what an image shows ("a red car") replaces its
/// name; segments are matched by visual similarity first.
/// </summary>
public static class ReferenceImages
{
    /// <summary>The part of an image's key that names the segment definition, counted from 0, which it belongs to.</summary>
    public static string GetDefinitionKey(int definition) => string.Create(CultureInfo.InvariantCulture, $"{definition}/");

    /// <summary>The request with its references replaced, and the images of each segment definition.</summary>
    /// <param name="request">The request.</param>
    /// <param name="features">What <see cref="ReferenceImageDescriber"/> gave for each image, by key; null when there are none.</param>
    public static AnalysisRequest Apply(AnalysisRequest request, IReadOnlyDictionary<string, string>? features)
    {
        if (features is null)
        {
            return request;
        }

        var images = features.ToDictionary(s => s.Key, s => ReferenceImageFeatures.Deserialize(s.Value));
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

        // Tasks of older versions store images by name alone.
        ReferenceImageFeatures? Find(string key, string name) => images.GetValueOrDefault(key + name) ?? images.GetValueOrDefault(name);
    }
}
