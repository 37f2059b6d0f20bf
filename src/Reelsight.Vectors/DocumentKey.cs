using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>The key of a document: 256 bits, such as a SHA-256 hash, as segments store it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DocumentKey(UInt128 High, UInt128 Low)
{
    /// <summary>Reads a key from 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static DocumentKey Parse(string text) =>
        text.Length == 64
            ? new DocumentKey(ParseHalf(text.AsSpan(0, 32)), ParseHalf(text.AsSpan(32)))
            : throw new FormatException($"A document key is 64 hexadecimal digits, not \"{text}\".");

    private static UInt128 ParseHalf(ReadOnlySpan<char> digits) =>
        UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
