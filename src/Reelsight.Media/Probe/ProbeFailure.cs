using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Core.Errors;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>Turns ffmpeg's and ffprobe's error lines into one plain sentence.</summary>
internal static partial class ProbeFailure
{
    public static MediaException Explain(string errors, FileSignature head)
    {
        if (head.Boxes is { HasMovie: false } || Mentions(errors, "moov atom not found"))
        {
            return FileBroken("The file is cut off: its index (moov) is missing, so the pictures in it cannot be found.", errors);
        }

        if (RefusedDecoderPattern().Match(errors) is { Success: true } decoder)
        {
            return RareCodec("media", CodecNames.GetCodec(decoder.Groups[1].Value));
        }

        if (Mentions(errors, "not on whitelist"))
        {
            return Unsupported("The file is of a kind that is not accepted: it refers to other files, or is no recording.", errors);
        }

        if (Mentions(errors, "Cannot allocate memory"))
        {
            return FileBroken("Reading the file needs more memory than any real video does.", errors);
        }

        if (head.Boxes?.IsCutOff == true)
        {
            return FileBroken("The file is cut off: it ends before the data it announces.", errors);
        }

        if (head.IsText)
        {
            return Unsupported("The file is text, not video, sound or a picture.", errors);
        }

        return head.LooksLikeMedia
            ? FileBroken("The file begins like a video but is damaged: its description cannot be read.", errors)
            : Unsupported("The file is not a video, sound or picture in a format that can be read.", errors);
    }

    /// <summary>For a file in which ffprobe found nothing to decode; it finds no size either where the size is absurd.</summary>
    public static MediaException NoStream(string errors) =>
        InvalidSizePattern().Match(errors) is { Success: true } size
            ? TooManyPixels(size.Groups[1].Value)
            : Unsupported("The file holds no picture or sound stream that can be decoded.", errors);

    /// <summary>Whether a decoder was not opened because its codec is not allowed.</summary>
    public static bool NamesRefusedDecoder(string errors) => RefusedDecoderPattern().IsMatch(errors);

    /// <summary>
    /// For a file whose main stream is in a codec that is not decoded; <paramref name="what"/> is "video", "audio" or "media".
    /// </summary>
    public static MediaException RareCodec(string what, string codec) =>
        Unsupported(
            $"The {what} of the file is in the codec {codec}, which is rare and therefore not decoded. Save it in a common codec, such as "
                + $"H.264 with AAC, or have the owner of the server allow it with REELSIGHT_ALLOW_CODECS={codec}.",
            ""
        );

    /// <summary>For a size beyond what is decoded.</summary>
    public static MediaException TooManyPixels(string size) =>
        new(
            FailureCodes.ResolutionTooHigh,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The picture claims {size} pixels; at most {MediaProbe.MaxSide} a side "
                    + $"and {MediaProbe.MaxPixels / 1_000_000} million in all can be decoded."
            )
        );

    /// <summary>For a file that was probed but gave nothing when decoded.</summary>
    public static MediaException NothingDecoded(string what, string errors) =>
        FileBroken($"Not one {what} of the file can be decoded; its data is damaged, cut off or encrypted.", errors);

    /// <summary>What a media tool wrote makes no sense.</summary>
    public static MediaException UnreadableOutput(Exception cause) =>
        new(FailureCodes.FileBroken, "Reading the file gave a result that makes no sense; the file is damaged.", cause);

    private static bool Mentions(string errors, string words) => errors.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static MediaException FileBroken(string sentence, string errors) =>
        new(FailureCodes.FileBroken, sentence, new InvalidDataException(errors));

    private static MediaException Unsupported(string sentence, string errors) =>
        new(FailureCodes.UnsupportedMediaType, sentence, new InvalidDataException(errors));

    [GeneratedRegex(@"Codec \((\w+)\) not on whitelist")]
    private static partial Regex RefusedDecoderPattern();

    [GeneratedRegex(@"Picture size (\d+x\d+) is invalid")]
    private static partial Regex InvalidSizePattern();
}
