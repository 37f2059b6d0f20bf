using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Http.Uploads;

/// <summary>
/// A multipart form read as it arrives. Text parts are kept, file parts go straight to a sink, whatever the order of the parts; nothing of
/// a file is held in memory. A part is a file when its name says so: some clients send text parts like files, and one sends its API key as
/// a part of its own, which like every unknown part is ignored.
/// </summary>
internal static class MultipartFormReader
{
    /// <summary>More than any text of the contract; a longer text part is refused.</summary>
    private const int MaxTextBytes = 1 << 20;
    private const int MaxTextParts = 1000;
    private const string FormMediaType = "multipart/form-data";

    /// <summary>COR_E_IO: thrown by the reader about the form. An I/O error of the disk carries the system's own number.</summary>
    private const int GenericIoErrorHResult = unchecked((int)0x80131620);

    /// <summary>Takes the bytes of one file part. The stream ends with the part.</summary>
    internal delegate Task FileSink(string field, string? fileName, Stream content);

    /// <summary>Reads the whole form.</summary>
    /// <param name="call">The request.</param>
    /// <param name="fileFields">Names of the parts that are files.</param>
    /// <param name="sink">Called for each file part, in order.</param>
    /// <returns>The text fields.</returns>
    internal static async Task<RequestFields> ReadAsync(Call call, IReadOnlyCollection<string> fileFields, FileSink sink)
    {
        var reader = new MultipartReader(ReadBoundary(call.Http.Request), call.Http.Request.Body);
        var texts = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        var count = 0;
        try
        {
            while (await reader.ReadNextSectionAsync(call.Cancellation) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                {
                    continue;
                }

                // The framework's own reading of "filename*" fails on one without a value.
                if (disposition.Parameters.Any(parameter => !parameter.Value.HasValue))
                {
                    throw Fail.Invalid("A part of the form has a Content-Disposition header with a parameter that has no value.");
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (fileFields.Contains(name))
                {
                    await sink(name, ReadFileName(disposition), part.Body);
                    continue;
                }
                if (ReadFileName(disposition) is not null)
                {
                    continue;
                }

                if (++count > MaxTextParts)
                {
                    throw Fail.Invalid($"The form has more than {MaxTextParts} fields.");
                }

                var text = await ReadTextAsync(name, part.Body, call.Cancellation);
                texts[name] = texts.TryGetValue(name, out var earlier) ? StringValues.Concat(earlier, text) : text;
            }
        }
        catch (Exception e) when (e is InvalidDataException || (e.GetType() == typeof(IOException) && e.HResult == GenericIoErrorHResult))
        {
            throw Fail.Invalid("The multipart form is malformed or ends early.");
        }
        return new RequestFields(texts);
    }

    private static string ReadBoundary(HttpRequest request)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(FormMediaType, StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Fail.Refused(ErrorCodes.ContentTypeInvalid, $"This operation takes a form (Content-Type: {FormMediaType}).");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length > 0
            ? boundary
            : throw Fail.Refused(ErrorCodes.ContentTypeInvalid, "The Content-Type of the form names no boundary.");
    }

    private static string? ReadFileName(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities
            .RemoveQuotes(StringSegment.IsNullOrEmpty(disposition.FileNameStar) ? disposition.FileName : disposition.FileNameStar)
            .ToString();
        return name.Length == 0 ? null : name;
    }

    private static async Task<string> ReadTextAsync(string name, Stream body, CancellationToken ct)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (text.Length + read > MaxTextBytes)
            {
                throw Fail.Invalid($"The parameter {name} is longer than {MaxTextBytes} bytes.");
            }

            text.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
