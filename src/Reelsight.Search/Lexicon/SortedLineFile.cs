using System.Text;

namespace Reelsight.Search.Lexicon;

/// <summary>A file of lines in byte order whose first field, up to a space, is the key; searched in place.</summary>
internal sealed class SortedLineFile(byte[] bytes)
{
    /// <summary>The line with this key without its end, or nothing.</summary>
    public ReadOnlySpan<byte> Find(string key)
    {
        if (key.Length == 0)
        {
            return [];
        }
        Span<byte> wanted = stackalloc byte[key.Length + 1];
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] is ' ' or > (char)0x7f)
            {
                return [];
            }
        }
        Encoding.ASCII.GetBytes(key, wanted);
        wanted[^1] = (byte)' ';
        var (low, high) = (0, bytes.Length); // line starts in [low, high) remain
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var start = bytes.AsSpan(low, middle - low).LastIndexOf((byte)'\n') + 1 + low;
            var line = bytes.AsSpan(start);
            var length = line.IndexOf((byte)'\n');
            line = length < 0 ? line : line[..length];
            if (line.StartsWith(wanted))
            {
                return line;
            }
            if (line.SequenceCompareTo(wanted) < 0)
            {
                low = start + line.Length + 1;
            }
            else
            {
                high = start;
            }
        }
        return [];
    }
}
