using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>Ranges of time in requests.</summary>
internal static class TimeRangeRules
{
    /// <exception cref="ApiException">The start lies before 0, or the end not after the start.</exception>
    internal static void Check(string startName, double? start, string endName, double? end)
    {
        if (start < 0)
        {
            throw Fail.Invalid($"The parameter {startName} must be 0 or more.");
        }

        if (end <= (start ?? 0))
        {
            throw Fail.Invalid($"The parameter {endName} must be greater than {startName}.");
        }
    }
}
