using System.Text.RegularExpressions;

namespace Reelsight.Inference.Packs;

/// <summary>Validates a manifest before any of its files is opened.</summary>
internal static partial class UserPackRules
{
    private static readonly string[] _tokenizers = [TextEncoderSpec.Clip, TextEncoderSpec.SentencePiece, TextEncoderSpec.TokenizerJson];

    /// <summary>The first violation, as a sentence that names the field; null when there is none.</summary>
    public static string? FindViolation(UserPack pack, IReadOnlyList<string> taken)
    {
        if (!NamePattern().IsMatch(pack.Name))
        {
            return $"name is \"{pack.Name}\"; it must have 2 to 40 small letters, digits, dots and hyphens, and begin with a letter.";
        }

        if (taken.Contains(pack.Name))
        {
            return $"name is \"{pack.Name}\", which is a space that comes with the program. Choose another.";
        }

        // Null, which the reader of JSON lets through in lists.
        if (pack.Files.Values.Contains(null) || pack.Visual?.Checks.Contains(null!) == true)
        {
            return "files and visual.checks must have no null.";
        }

        foreach (var file in pack.Files.Keys)
        {
            if (PackFileNames.FindViolation(file) is { } violation)
            {
                return $"files names \"{file}\", which {violation}; files lie beside {UserPack.FileName}.";
            }
        }

        if (new object?[] { pack.Visual, pack.Speech, pack.Detector }.Count(part => part is not null) != 1)
        {
            return "it must have either visual or speech or detector.";
        }

        if (GetReferencedFiles(pack).FirstOrDefault(file => !pack.Files.ContainsKey(file)) is { } unhashed)
        {
            return $"files lacks {unhashed}: give its SHA-256.";
        }

        if (GetNetworks(pack).FirstOrDefault(file => PackNetworkCheck.FindViolation(file) is not null) is { } network)
        {
            return $"the network {network} {PackNetworkCheck.FindViolation(network)}.";
        }

        return pack.Visual is { } visual ? FindViolation(visual)
            : pack.Detector is { } detector ? FindViolation(detector)
            : FindViolation(pack.Speech!);
    }

    private static IEnumerable<string> GetNetworks(UserPack pack) =>
        new[]
        {
            pack.Visual?.Pictures.File,
            pack.Visual?.Texts.File,
            pack.Speech?.Encoder,
            pack.Speech?.Decoder,
            pack.Detector?.File,
        }.OfType<string>();

    private static IEnumerable<string> GetReferencedFiles(UserPack pack) =>
        new[] { pack.Visual?.Background, pack.Visual?.Texts.Vocabulary, pack.Visual?.Texts.Merges }
            .Concat(GetNetworks(pack))
            .Concat(pack.Visual?.Checks.Select(check => check.Picture) ?? [])
            .OfType<string>();

    private static string? FindViolation(ImageTextModelSpec visual)
    {
        var (images, texts) = (visual.Pictures, visual.Texts);
        if (visual.Dimension is < 16 or > 4096)
        {
            return "visual.dimension must be from 16 to 4096.";
        }

        if (images.Size is < 8 or > 1024)
        {
            return "visual.pictures.size must be from 8 to 1024.";
        }

        if (images.Mean.Count != 3 || images.Std.Count != 3 || images.Std.Any(value => !(value > 0)))
        {
            return "visual.pictures.mean and std must have three numbers each, those of std above 0.";
        }

        if (texts.Length is < 4 or > 4096)
        {
            return "visual.texts.length must be from 4 to 4096.";
        }

        return CheckOneOf("visual.pictures.resize", images.Resize, ImageEncoderSpec.Shortest, ImageEncoderSpec.Stretch)
            ?? CheckOneOf("visual.pictures.interpolation", images.Interpolation, ImageEncoderSpec.Bicubic, ImageEncoderSpec.Bilinear)
            ?? CheckOneOf("visual.pictures.channels", images.Channels, "rgb", "bgr")
            ?? CheckOneOf("visual.texts.type", texts.Type, TextEncoderSpec.Int64, TextEncoderSpec.Int32)
            ?? CheckOneOf("visual.texts.tokenizer", texts.Tokenizer, _tokenizers)
            ?? (
                texts.Tokenizer == TextEncoderSpec.Clip && texts.Merges is null
                    ? "visual.texts.merges must name the merges of the tokenizer clip."
                    : null
            )
            ?? (
                texts.Tokenizer == TextEncoderSpec.SentencePiece && texts.Vocabulary is null
                    ? "visual.texts.vocabulary must name the .model file of the tokenizer sentencepiece."
                    : null
            )
            ?? (
                texts.Tokenizer == TextEncoderSpec.TokenizerJson && (texts.Vocabulary is null || texts.PaddingPiece is null)
                    ? "visual.texts.vocabulary must name the tokenizer.json, and paddingPiece the piece that pads."
                    : null
            )
            ?? (
                visual.Checks.Any(check =>
                    (check.Text is null) == (check.Picture is null)
                    || check.Vector is not { Count: > 0 }
                    || check.Vector.Count > visual.Dimension
                )
                    ? "each of visual.checks must have either a text or a picture, and the first numbers of its vector."
                    : null
            );
    }

    private static string? FindViolation(SpeechModelSpec speech) =>
        speech.Layers is < 1 or > 100 || speech.Heads is < 1 or > 100 || speech.HeadSize is < 1 or > 1000
            ? "speech.layers, heads and headSize must be the decoder's own."
            : null;

    private static string? FindViolation(DetectorSpec detector) =>
        detector.Size is < 32 or > 2048 ? "detector.size must be from 32 to 2048." : null;

    private static string? CheckOneOf(string field, string value, params string[] allowed) =>
        allowed.Contains(value) ? null : $"{field} is \"{value}\"; it must be {string.Join(" or ", allowed)}.";

    [GeneratedRegex(@"^[a-z][a-z0-9.-]{1,39}\z")]
    private static partial Regex NamePattern();
}
