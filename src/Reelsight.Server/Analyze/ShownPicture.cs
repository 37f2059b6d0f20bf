using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Pipeline.Describe;
using Reelsight.Understanding;
using Reelsight.Understanding.Facts;

namespace Reelsight.Server.Analyze;

/// <summary>What a picture of a request shows, in words and as vectors. Kept with a task as text.</summary>
/// <param name="Phrase">What is in it without doubt, or words for a thing that nothing here recognises.</param>
/// <param name="Looks">How it looks, as it is and in its edits.</param>
/// <param name="Shows">Its place in the joint space.</param>
internal sealed record ShownPicture(string Phrase, IReadOnlyList<float[]> Looks, float[] Shows)
{
    // Colours that surroundings and shade give to anybody.
    private static readonly string[] DullColours = ["black", "grey", "white", "brown"];

    internal static ShownPicture Of(ImageDescription picture) =>
        new(PhraseOf(picture), [picture.LookAlike, .. picture.Edits.Select(edit => edit.Vector)], picture.Joint);

    /// <summary>The picture under a name.</summary>
    internal ReferencePicture As(string name) => new(name, Looks, Shows);

    /// <summary>As text.</summary>
    internal string Write() =>
        new JsonObject
        {
            ["phrase"] = Phrase,
            ["looks"] = new JsonArray([.. Looks.Select(look => JsonValue.Create(Packed(look)))]),
            ["shows"] = Packed(Shows),
        }.ToJsonString();

    /// <summary>From text; older versions kept the phrase alone.</summary>
    internal static ShownPicture Read(string text)
    {
        if (!text.StartsWith('{'))
        {
            return new ShownPicture(text, [], []);
        }

        using var json = JsonDocument.Parse(text);
        var shown = json.RootElement;
        return new ShownPicture(
            shown.GetProperty("phrase").GetString()!,
            [.. shown.GetProperty("looks").EnumerateArray().Select(Unpacked)],
            Unpacked(shown.GetProperty("shows"))
        );
    }

    private static string Packed(float[] vector) => Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()));

    private static float[] Unpacked(JsonElement packed) => MemoryMarshal.Cast<byte, float>(packed.GetBytesFromBase64()).ToArray();

    // Anybody is a person: one is told from others by a colour only.
    private static string PhraseOf(ImageDescription picture)
    {
        var clearest = picture
            .Objects.Where(o => o.Confidence >= Fact.SureConfidence)
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
