using System.Globalization;

namespace Reelsight.Analysis.Prompts;

/// <summary>Parses times such as 1:30 and 90 s.</summary>
internal static class TimestampParser
{
    /// <summary>Seconds for <c>75</c>, <c>7.5 s</c>, <c>2 min</c>, <c>1:15</c>, <c>0:01:15.5</c>; null when it is no time.</summary>
    public static double? Parse(string text)
    {
        var trimmed = text.Trim().TrimEnd('.');
        var digits = new string([.. trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ':')]).TrimEnd('.', ':');
        var unit = trimmed[Math.Min(digits.Length, trimmed.Length)..].Trim();
        var sec = 0.0;
        foreach (var part in digits.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            sec = sec * 60 + number;
        }
        return unit.StartsWith('m') && !digits.Contains(':', StringComparison.Ordinal) ? sec * 60 : sec;
    }
}
