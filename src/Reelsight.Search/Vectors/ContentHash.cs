using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Search.Vectors;

/// <summary>A content's SHA-256 as 32 bytes, the way segments keep it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ContentHash(UInt128 High, UInt128 Low)
{
    /// <summary>From 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ContentHash Parse(string text) =>
        text.Length == 64
            ? new ContentHash(Half(text.AsSpan(0, 32)), Half(text.AsSpan(32)))
            : throw new FormatException($"A content hash is 64 hexadecimal digits, not \"{text}\".");

    private static UInt128 Half(ReadOnlySpan<char> digits) =>
        UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>The rows of one content in a segment, as they lie on disk.</summary>
/// <param name="Hash">Whose rows they are.</param>
/// <param name="Stamp">Which description of it they come from.</param>
/// <param name="First">Its first row.</param>
/// <param name="Count">Its rows; 0 when it has no vectors.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ContentRun(ContentHash Hash, long Stamp, int First, int Count);
