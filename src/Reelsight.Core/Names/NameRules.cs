namespace Reelsight.Core.Names;

/// <summary>
/// The one rule for names that people give and read: one line of limited length. Names are shown in lists, logs, tables and file headers,
/// and what shows them may be less careful.
/// </summary>
public static class NameRules
{
    /// <summary>Longest name in UTF-16 units, where the contract says nothing else.</summary>
    public const int MaxLength = 255;

    /// <summary>What is wrong with a name, as the end of a sentence that begins with its field; null when nothing is.</summary>
    /// <param name="name">The name; whether it may be empty is for the caller to say.</param>
    /// <param name="maxLength">Longest name in UTF-16 units.</param>
    public static string? FindViolation(string name, int maxLength = MaxLength)
    {
        if (name.Length > maxLength)
        {
            return $"must not have more than {maxLength} characters";
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsControl(name[i]) || name[i] is '\u2028' or '\u2029')
            {
                return $"must be one line without control characters; it holds U+{(int)name[i]:X4}";
            }

            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return $"must be valid Unicode; it holds half of a pair, U+{(int)name[i]:X4}";
            }
        }

        return null;
    }
}
