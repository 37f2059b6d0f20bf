using System.Text;
using Reelsight.Core.Errors;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Documents as assets: PDF, plain text and Markdown. They are recognized by the extension of their name, and their bytes must agree with
/// it. They are stored and listed with their metadata; their text is not analyzed.
/// </summary>
public static class DocumentFormats
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The media type by the extension of the name; null when it is not a document's.</summary>
    public static string? FindMediaType(string filename) =>
        Path.GetExtension(filename).ToUpperInvariant() switch
        {
            ".PDF" => "application/pdf",
            ".TXT" => "text/plain",
            ".MD" or ".MARKDOWN" => "text/markdown",
            _ => null,
        };

    /// <summary>Whether a media type is one of a document.</summary>
    public static bool IsDocument(string mediaType) => mediaType is "application/pdf" or "text/plain" or "text/markdown";

    /// <summary>Checks that the bytes are of the media type.</summary>
    /// <exception cref="PermanentFailureException">They are not.</exception>
    public static async Task ValidateAsync(string path, string mediaType, CancellationToken ct)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (file)
        {
            var agrees = mediaType == "application/pdf" ? await IsPdfAsync(file, ct) : await IsTextAsync(file, ct);
            if (!agrees)
            {
                throw new PermanentFailureException(
                    new Failure(
                        FailureCodes.UnsupportedMediaType,
                        $"The name of the file ends like a document's ({mediaType}), but its bytes are something else. "
                            + "Give it the name that fits, or upload the document itself."
                    )
                );
            }
        }
    }

    // PDF readers accept some other bytes before the header.
    private static async Task<bool> IsPdfAsync(Stream file, CancellationToken ct)
    {
        var head = new byte[1024];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return head.AsSpan(0, read).IndexOf("%PDF-"u8) >= 0;
    }

    private static async Task<bool> IsTextAsync(Stream file, CancellationToken ct)
    {
        var decoder = _strict.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[_strict.GetMaxCharCount(bytes.Length)];
        try
        {
            while (await file.ReadAsync(bytes, ct) is > 0 and var read)
            {
                if (bytes.AsSpan(0, read).Contains((byte)0))
                {
                    return false;
                }

                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            }
            decoder.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
