using System.Globalization;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>A moment of an indexed video that a search asks with, written <c>video_id@seconds</c>.</summary>
internal sealed record QueryMoment(string VideoId, double AtSec)
{
    /// <summary>The form field, an extension.</summary>
    internal const string Field = "query_moment";

    /// <summary>Reads one.</summary>
    /// <exception cref="ApiException">400: it is no id and time.</exception>
    internal static QueryMoment Read(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (
            at < 0
            || !double.TryParse(text.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sec)
            || !double.IsFinite(sec)
        )
        {
            throw Fail.Invalid(
                $"The parameter {Field} must be a video_id, @ and seconds from its start, such as 0123456789abcdef01234567@12.5."
            );
        }

        return new QueryMoment(Identifiers.Check(Field, text[..at]), sec);
    }
}
