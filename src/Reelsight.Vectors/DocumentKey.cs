using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>A content's SHA-256 as 32 bytes, the way segments keep it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DocumentKey(UInt128 High, UInt128 Low)
{
    /// <summary>From 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static DocumentKey Parse(string text) =>
        text.Length == 64
            ? new DocumentKey(ParseHalf(text.AsSpan(0, 32)), ParseHalf(text.AsSpan(32)))
            : throw new FormatException($"A content hash is 64 hexadecimal digits, not \"{text}\".");

    private static UInt128 ParseHalf(ReadOnlySpan<char> digits) =>
        UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
