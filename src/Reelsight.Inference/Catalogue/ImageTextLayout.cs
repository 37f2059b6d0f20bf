using System.Text.Json;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>
/// The layout in which OpenCLIP models are published as ONNX: an image network and a text network with the settings of the original beside
/// them. All that a manifest says is read from these.
/// </summary>
internal static class ImageTextLayout
{
    private const string Config = "config.json",
        ImageNetwork = "visual/model.onnx",
        ImageSettings = "visual/preprocess_cfg.json",
        TextNetwork = "textual/model.onnx",
        Tokenizer = "textual/tokenizer.json",
        TokenizerSettings = "textual/tokenizer_config.json";
    private const int DefaultContextLength = 77;
    private const long Float = 1,
        Int32 = 6,
        Int64 = 7;

    /// <summary>File that gets the vectors of unrelated images.</summary>
    public const string Background = "background.f32";

    /// <summary>Whether a folder has this layout.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Config)) && File.Exists(Path.Combine(folder, ImageNetwork));

    /// <summary>The files that every model of this layout has.</summary>
    public static IReadOnlyList<string> Files { get; } = [Config, ImageSettings, Tokenizer, TokenizerSettings, TextNetwork, ImageNetwork];

    /// <summary>Makes the model's part of a manifest.</summary>
    /// <exception cref="ModelStoreException">A file is absent, or says something that cannot be used; the message names it.</exception>
    public static ImageTextModelSpec Read(string folder)
    {
        using var config = ReadJson(folder, Config);
        using var settings = ReadJson(folder, ImageSettings);
        using var tokens = ReadJson(folder, TokenizerSettings);
        var model = config.RootElement.TryGetProperty("model_cfg", out var inner) ? inner : config.RootElement;
        var text = Get(model, "text_cfg", Config);
        var (images, texts) = (ReadOutline(folder, ImageNetwork), ReadOutline(folder, TextNetwork));
        var (image, imageOutput) = (GetOnly(images.Inputs, "input", ImageNetwork), images.Outputs[0]);
        RequireType(image, ImageNetwork, Float);
        var (ids, mask) = GetTextInputs(texts.Inputs);
        RequireType(ids, TextNetwork, Int32, Int64);
        return Translate(Config, () => new ImageTextModelSpec
            {
                Dimension = Get(model, "embed_dim", Config).GetInt32(),
                Pictures = ReadImageSettings(settings.RootElement, image.Name, imageOutput.Name),
                Texts = new TextEncoderSpec
                {
                    File = TextNetwork,
                    Input = ids.Name,
                    AttentionMask = mask?.Name,
                    Output = texts.Outputs[0].Name,
                    Type = ids.ElementType == Int32 ? TextEncoderSpec.Int32 : TextEncoderSpec.Int64,
                    Tokenizer = TextEncoderSpec.TokenizerJson,
                    Vocabulary = Tokenizer,
                    PaddingPiece = ReadPaddingPiece(tokens.RootElement),
                    Canonical = IsCanonical(text),
                    Length = text.TryGetProperty("context_length", out var length) ? length.GetInt32() : DefaultContextLength,
                },
                Background = Background,
            });
    }

    private static ImageEncoderSpec ReadImageSettings(JsonElement settings, string input, string output) =>
        new()
        {
            File = ImageNetwork,
            Input = input,
            Output = output,
            Size = ReadSize(Get(settings, "size", ImageSettings)),
            Mean = ReadNumbers(Get(settings, "mean", ImageSettings)),
            Std = ReadNumbers(Get(settings, "std", ImageSettings)),
            Interpolation = ReadText(settings, "interpolation") ?? ImageEncoderSpec.Bicubic,
            Resize = (ReadText(settings, "resize_mode") ?? "shortest") switch
            {
                "shortest" => ImageEncoderSpec.Shortest,
                "squash" => ImageEncoderSpec.Stretch,
                var mode => throw new ModelStoreException(
                    $"{ImageSettings} has the resize_mode \"{mode}\"; shortest and squash can be used here."
                ),
            },
        };

    private static int ReadSize(JsonElement size) =>
        size.ValueKind != JsonValueKind.Array ? size.GetInt32()
        : size.EnumerateArray().Select(side => side.GetInt32()).Distinct().ToArray() is [var side] ? side
        : throw new ModelStoreException($"{ImageSettings} has a size with two different sides; squares can be used here.");

    private static float[] ReadNumbers(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    // A text, or an object that holds it.
    private static string ReadPaddingPiece(JsonElement settings)
    {
        var piece = Get(settings, "pad_token", TokenizerSettings);
        return (piece.ValueKind == JsonValueKind.Object ? Get(piece, "content", TokenizerSettings) : piece).GetString()
            ?? throw new ModelStoreException($"{TokenizerSettings} has no pad_token.");
    }

    private static bool IsCanonical(JsonElement text) =>
        text.TryGetProperty("tokenizer_kwargs", out var arguments)
        && arguments.ValueKind == JsonValueKind.Object
        && ReadText(arguments, "clean") == "canonicalize";

    private static (OnnxValueOutline Ids, OnnxValueOutline? Mask) GetTextInputs(IReadOnlyList<OnnxValueOutline> inputs) =>
        inputs.FirstOrDefault(input => input.Name == "attention_mask") is { } mask
            ? (GetOnly([.. inputs.Where(input => input != mask)], "input beside attention_mask", TextNetwork), mask)
            : (GetOnly(inputs, "input", TextNetwork), null);

    private static OnnxOutline ReadOutline(string folder, string network)
    {
        var outline = Translate(network, () => OnnxOutline.Read(GetPath(folder, network)));
        return outline.Outputs.Count > 0 ? outline : throw new ModelStoreException($"{network} has no output.");
    }

    private static OnnxValueOutline GetOnly(IReadOnlyList<OnnxValueOutline> values, string what, string network) =>
        values is [var only]
            ? only
            : throw new ModelStoreException(
                $"{network} must have one {what}; it has {values.Count} ({string.Join(", ", values.Select(value => value.Name))})."
            );

    private static void RequireType(OnnxValueOutline value, string network, params long[] types)
    {
        if (!types.Contains(value.ElementType))
        {
            throw new ModelStoreException(
                $"{network} takes {value.Name} in a form that is not used here (element type {value.ElementType} of ONNX instead of "
                    + $"{string.Join(" or ", types)})."
            );
        }
    }

    private static JsonDocument ReadJson(string folder, string file) =>
        Translate(file, () => JsonDocument.Parse(File.ReadAllBytes(GetPath(folder, file))));

    private static string GetPath(string folder, string file)
    {
        var path = PackFileNames.Combine(folder, file);
        return !File.Exists(path) ? throw new ModelStoreException($"{folder} holds no {file}, which an image-text model needs.")
            : PackFileNames.FindLink(folder, file) is { } link
                ? throw new ModelStoreException($"{link} is a link; put the file itself there.")
            : path;
    }

    private static JsonElement Get(JsonElement parent, string name, string file) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value
            : throw new ModelStoreException($"{file} has no {name}.");

    private static string? ReadText(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static T Translate<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or IOException)
        {
            throw new ModelStoreException($"{file} cannot be read: {cause.Message}", cause);
        }
    }
}
