using Reelsight.Core.Errors;
using Reelsight.Media.Probe;

namespace Reelsight.Pipeline.Assets;

/// <summary>The rules for images given as input: JPEG or PNG, at least 128 pixels on each side, at most 32 MB.</summary>
public static class InputImageRules
{
    /// <summary>Largest size of the file, bytes.</summary>
    public const long MaxBytes = 32L << 20;
    private const int MinSide = 128;

    /// <summary>Checks media that has to be an image.</summary>
    /// <param name="path">The parameter that names the media, for the error.</param>
    /// <param name="media">The media.</param>
    /// <exception cref="DomainException">It is no image, or too small or too large.</exception>
    public static void Check(string path, MediaHandle media)
    {
        if (media.Info is not { Kind: MediaKind.Image, Video: { } image } || image.Codec is not ("mjpeg" or "png"))
        {
            throw DomainErrors.Invalid($"The file in {path} is {media.Info.MimeType}; a JPEG or PNG picture is needed.");
        }

        if (Math.Min(image.Width, image.Height) < MinSide)
        {
            throw DomainErrors.Invalid(
                $"The picture in {path} is {image.Width}x{image.Height} pixels; at least {MinSide}x{MinSide} are needed."
            );
        }

        if (media.Info.SizeBytes > MaxBytes)
        {
            throw DomainErrors.Invalid($"The picture in {path} is larger than {MaxBytes >> 20} MB.");
        }
    }
}
