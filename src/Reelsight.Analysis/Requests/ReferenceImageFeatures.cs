using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Analysis.Requests;

/// <summary>What an image of a request shows, in words and as vectors. Stored with a task as text.</summary>
/// <param name="Phrase">The most prominent object with its colour, or else a quoted line of text.</param>
/// <param name="SimilarityVectors">Vectors of its visual appearance: of the image and of its edited variants.</param>
/// <param name="JointVector">Its vector in the joint embedding space.</param>
internal sealed record ReferenceImageFeatures(string Phrase, IReadOnlyList<float[]> SimilarityVectors, float[] JointVector)
{
    // Colours that are too common in shadows and surroundings to identify a person.
    private static readonly string[] _neutralColours = ["black", "grey", "white", "brown"];

    /// <summary>The features of a described image.</summary>
    internal static ReferenceImageFeatures Create(ImageDescription image) =>
        new(FormatPhrase(image), [image.VisualSimilarity, .. image.Edits.Select(edit => edit.Vector)], image.Joint);

    /// <summary>The image under the name by which a text refers to it.</summary>
    internal ReferenceImage ToReferenceImage(string name) => new(name, SimilarityVectors, JointVector);

    /// <summary>The stored form.</summary>
    internal string Serialize() =>
        new JsonObject
        {
            ["phrase"] = Phrase,
            ["looks"] = new JsonArray([.. SimilarityVectors.Select(vector => JsonValue.Create(EncodeVector(vector)))]),
            ["shows"] = EncodeVector(JointVector),
        }.ToJsonString();

    /// <summary>Reads the stored form; older versions stored the phrase alone.</summary>
    internal static ReferenceImageFeatures Deserialize(string text)
    {
        if (!text.StartsWith('{'))
        {
            return new ReferenceImageFeatures(text, [], []);
        }

        using var json = JsonDocument.Parse(text);
        var shown = json.RootElement;
        return new ReferenceImageFeatures(
            shown.GetProperty("phrase").GetString()!,
            [.. shown.GetProperty("looks").EnumerateArray().Select(DecodeVector)],
            DecodeVector(shown.GetProperty("shows"))
        );
    }

    private static string EncodeVector(float[] vector) => Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()));

    private static float[] DecodeVector(JsonElement packed) => MemoryMarshal.Cast<byte, float>(packed.GetBytesFromBase64()).ToArray();

    // Only the colour of the clothes tells one person from another.
    private static string FormatPhrase(ImageDescription image)
    {
        var clearest = image
            .Objects.Where(o => o.Confidence >= Fact.MinCertainConfidence)
            .MaxBy(o => o.Confidence * Math.Sqrt(o.Width * o.Height));
        if (clearest is { Label: "person" } someone)
        {
            return someone.Colours.FirstOrDefault(colour => !_neutralColours.Contains(colour)) is { } worn
                ? $"person in {worn}"
                : "unrecognisable picture";
        }

        if (clearest is not null)
        {
            return clearest.Colours.Count == 0 || clearest.Colours[0] is "black" or "grey"
                ? clearest.Label
                : $"{clearest.Colours[0]} {clearest.Label}";
        }

        return image.Lines.Count > 0 ? $"\"{image.Lines[0].Text}\"" : "unrecognisable picture";
    }
}
