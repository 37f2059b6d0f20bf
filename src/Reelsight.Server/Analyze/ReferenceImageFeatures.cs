using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Server.Analyze;

/// <summary>What a picture of a request shows, in words and as vectors. Kept with a task as text.</summary>
/// <param name="Phrase">What is in it without doubt, or words for a thing that nothing here recognises.</param>
/// <param name="SimilarityVectors">How it looks, as it is and in its edits.</param>
/// <param name="JointVector">Its place in the joint space.</param>
internal sealed record ReferenceImageFeatures(string Phrase, IReadOnlyList<float[]> SimilarityVectors, float[] JointVector)
{
    // Colours that surroundings and shade give to anybody.
    private static readonly string[] DullColours = ["black", "grey", "white", "brown"];

    internal static ReferenceImageFeatures Create(ImageDescription picture) =>
        new(FormatPhrase(picture), [picture.LookAlike, .. picture.Edits.Select(edit => edit.Vector)], picture.Joint);

    /// <summary>The picture under a name.</summary>
    internal ReferenceImage ToReferenceImage(string name) => new(name, SimilarityVectors, JointVector);

    /// <summary>As text.</summary>
    internal string Serialize() =>
        new JsonObject
        {
            ["phrase"] = Phrase,
            ["looks"] = new JsonArray([.. SimilarityVectors.Select(look => JsonValue.Create(EncodeVector(look)))]),
            ["shows"] = EncodeVector(JointVector),
        }.ToJsonString();

    /// <summary>From text; older versions kept the phrase alone.</summary>
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

    // Anybody is a person: one is told from others by a colour only.
    private static string FormatPhrase(ImageDescription picture)
    {
        var clearest = picture
            .Objects.Where(o => o.Confidence >= Fact.MinCertainConfidence)
            .MaxBy(o => o.Confidence * Math.Sqrt(o.Width * o.Height));
        if (clearest is { Label: "person" } someone)
        {
            return someone.Colours.FirstOrDefault(colour => !DullColours.Contains(colour)) is { } worn
                ? $"person in {worn}"
                : "unrecognisable picture";
        }

        if (clearest is not null)
        {
            return clearest.Colours.Count == 0 || clearest.Colours[0] is "black" or "grey"
                ? clearest.Label
                : $"{clearest.Colours[0]} {clearest.Label}";
        }

        return picture.Lines.Count > 0 ? $"\"{picture.Lines[0].Text}\"" : "unrecognisable picture";
    }
}
