using System.Text.RegularExpressions;

namespace Reelsight.Models.Packs.Own;

/// <summary>What a manifest has to keep to before any of its files is opened.</summary>
internal static partial class OwnPackRules
{
    /// <summary>What is wrong, in one sentence that names the field; null when nothing is.</summary>
    public static string? Broken(OwnPack pack, IReadOnlyList<string> taken)
    {
        if (!Name().IsMatch(pack.Name))
        {
            return $"name is \"{pack.Name}\"; it must have 2 to 40 small letters, digits, dots and hyphens, and begin with a letter.";
        }

        if (taken.Contains(pack.Name))
        {
            return $"name is \"{pack.Name}\", which is a space that comes with the program. Choose another.";
        }

        if (
            pack.Files.Keys.FirstOrDefault(file => file != Path.GetFileName(file) || file.StartsWith('.') || file == OwnPack.FileName) is
            { } path
        )
        {
            return $"files names {path}; only plain names of files that lie beside {OwnPack.FileName} are allowed.";
        }

        if ((pack.Visual is null) == (pack.Speech is null))
        {
            return "it must have either visual or speech.";
        }

        if (Used(pack).FirstOrDefault(file => !pack.Files.ContainsKey(file)) is { } unhashed)
        {
            return $"files lacks {unhashed}: give its SHA-256.";
        }

        return pack.Visual is { } visual ? Broken(visual) : Broken(pack.Speech!);
    }

    private static IEnumerable<string> Used(OwnPack pack) =>
        new[]
        {
            pack.Visual?.Pictures.File,
            pack.Visual?.Texts.File,
            pack.Visual?.Background,
            pack.Visual?.Texts.Vocabulary,
            pack.Visual?.Texts.Merges,
            pack.Speech?.Encoder,
            pack.Speech?.Decoder,
        }
            .Concat(pack.Visual?.Checks.Select(check => check.Picture) ?? [])
            .OfType<string>();

    private static string? Broken(PackVisual visual)
    {
        var (pictures, texts) = (visual.Pictures, visual.Texts);
        if (visual.Dimension is < 16 or > 4096)
        {
            return "visual.dimension must be from 16 to 4096.";
        }

        if (pictures.Size is < 8 or > 1024)
        {
            return "visual.pictures.size must be from 8 to 1024.";
        }

        if (pictures.Mean.Count != 3 || pictures.Std.Count != 3 || pictures.Std.Any(value => !(value > 0)))
        {
            return "visual.pictures.mean and std must have three numbers each, those of std above 0.";
        }

        if (texts.Length is < 4 or > 4096)
        {
            return "visual.texts.length must be from 4 to 4096.";
        }

        return OneOf("visual.pictures.resize", pictures.Resize, PackPictures.Shortest, PackPictures.Stretch)
            ?? OneOf("visual.pictures.interpolation", pictures.Interpolation, PackPictures.Bicubic, PackPictures.Bilinear)
            ?? OneOf("visual.pictures.channels", pictures.Channels, "rgb", "bgr")
            ?? OneOf("visual.texts.type", texts.Type, PackTexts.Int64, PackTexts.Int32)
            ?? OneOf("visual.texts.tokenizer", texts.Tokenizer, PackTexts.Clip, PackTexts.SentencePiece)
            ?? (
                texts.Tokenizer == PackTexts.Clip && texts.Merges is null
                    ? "visual.texts.merges must name the merges of the tokenizer clip."
                    : null
            )
            ?? (
                texts.Tokenizer == PackTexts.SentencePiece && texts.Vocabulary is null
                    ? "visual.texts.vocabulary must name the .model file of the tokenizer sentencepiece."
                    : null
            )
            ?? (
                visual.Checks.Any(check =>
                    (check.Text is null) == (check.Picture is null) || check.Vector.Count == 0 || check.Vector.Count > visual.Dimension
                )
                    ? "each of visual.checks must have either a text or a picture, and the first numbers of its vector."
                    : null
            );
    }

    private static string? Broken(PackSpeech speech) =>
        speech.Layers is < 1 or > 100 || speech.Heads is < 1 or > 100 || speech.HeadSize is < 1 or > 1000
            ? "speech.layers, heads and headSize must be the decoder's own."
            : null;

    private static string? OneOf(string field, string value, params string[] allowed) =>
        allowed.Contains(value) ? null : $"{field} is \"{value}\"; it must be {string.Join(" or ", allowed)}.";

    [GeneratedRegex("^[a-z][a-z0-9.-]{1,39}$")]
    private static partial Regex Name();
}
