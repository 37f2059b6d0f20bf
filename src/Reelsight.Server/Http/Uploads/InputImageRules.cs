using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Uploads;

/// <summary>Limits of the contract for images given as input: JPEG or PNG, at least 128 pixels each way, at most 32 MB.</summary>
internal static class InputImageRules
{
    private const int MinSide = 128;

    /// <summary>Checks media that has to be an image.</summary>
    /// <exception cref="ApiException">It is none, or too small or large.</exception>
    internal static void Check(string path, MediaHandle media)
    {
        if (media.Info is not { Kind: MediaKind.Image, Video: { } picture } || picture.Codec is not ("mjpeg" or "png"))
        {
            throw Fail.Invalid($"The file in {path} is {media.Info.MimeType}; a JPEG or PNG picture is needed.");
        }

        if (Math.Min(picture.Width, picture.Height) < MinSide)
        {
            throw Fail.Invalid(
                $"The picture in {path} is {picture.Width}x{picture.Height} pixels; at least {MinSide}x{MinSide} are needed."
            );
        }

        if (media.Info.SizeBytes > MediaSizeLimits.Image.MaxUrlBytes)
        {
            throw Fail.Invalid($"The picture in {path} is larger than {MediaSizeLimits.Image.MaxUrlBytes >> 20} MB.");
        }
    }
}
