using System.Buffers.Binary;
using System.Text;

namespace Reelsight.Bench.Fuzz;

/// <summary>Makes damaged inputs of valid ones. The same target, seed and number always make the same input.</summary>
internal static class Mutator
{
    private const int MaxBytes = 64 << 10;
    private static readonly long[] _boundaries =
    [
        0,
        1,
        -1,
        sbyte.MaxValue,
        sbyte.MinValue,
        byte.MaxValue,
        short.MaxValue,
        short.MinValue,
        ushort.MaxValue,
        int.MaxValue,
        int.MinValue,
        uint.MaxValue,
        long.MaxValue,
        long.MinValue,
        1 << 20,
        1L << 40,
    ];

    private static readonly string[] _tokens =
    [
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "0",
        "-1",
        "1e400",
        "NaN",
        "-0.5",
        "99999999999999999999",
        "9223372036854775807",
        "2147483648",
        "\\ud800",
        "\\u0000",
        "\u0000",
        "\uFEFF",
        "😀",
        "İ",
        "<",
        ">",
        "&amp;",
        "\r\n",
        "../",
        "[[[[[[[[[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":",
        "#/$defs/a",
        "((((((((",
    ];

    /// <summary>The input of a number. The first are the valid ones themselves.</summary>
    public static byte[] Make(FuzzTarget target, int seed, int number)
    {
        if (number < target.Seeds.Count)
        {
            return target.Seeds[number];
        }
        var random = new Random(HashCode(target.Name, seed, number));
        var bytes = Pick(target.Seeds, random);
        for (var steps = 1 + random.Next(4); steps > 0; steps--)
        {
            bytes = Mutate(bytes, target, random);
        }
        bytes = bytes.Length > MaxBytes ? bytes[..MaxBytes] : bytes;
        if (target.Repair is { } repair && random.Next(2) == 0)
        {
            bytes = [.. bytes];
            repair(bytes);
        }
        return bytes;
    }

    private static byte[] Mutate(byte[] bytes, FuzzTarget target, Random random) =>
        random.Next(target.IsText ? 10 : 7) switch
        {
            0 => FlipBits(bytes, random),
            1 => bytes[..random.Next(bytes.Length + 1)],
            2 => Splice(bytes, Pick(target.Seeds, random), random),
            3 => RepeatBlock(bytes, random),
            4 or 5 => SetBoundary(bytes, random),
            6 => RemoveBlock(bytes, random),
            7 => InsertToken(bytes, random),
            _ => SwapTokens(bytes, random),
        };

    private static byte[] FlipBits(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        for (var flips = copy.Length == 0 ? 0 : 1 + random.Next(8); flips > 0; flips--)
        {
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        }
        return copy;
    }

    private static byte[] Splice(byte[] bytes, byte[] other, Random random) =>
        [.. bytes[..random.Next(bytes.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    private static byte[] RepeatBlock(byte[] bytes, Random random)
    {
        var (start, length) = PickBlock(bytes, random);
        // Seldom very often: what is nested or listed without end.
        var times = random.Next(8) == 0 ? 1 + random.Next(Math.Max(1, MaxBytes / Math.Max(1, length))) : 1 + random.Next(4);
        return
        [
            .. bytes[..start],
            .. Enumerable.Repeat(bytes[start..(start + length)], times).SelectMany(block => block),
            .. bytes[start..],
        ];
    }

    private static byte[] RemoveBlock(byte[] bytes, Random random)
    {
        var (start, length) = PickBlock(bytes, random);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }

    private static byte[] SetBoundary(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        var width = 1 << random.Next(4);
        if (copy.Length >= width)
        {
            var value = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(value, _boundaries[random.Next(_boundaries.Length)]);
            var number = value.AsSpan(0, width);
            if (random.Next(2) == 0)
            {
                number.Reverse();
            }
            // Numbers of files lie at multiples of their width more often than elsewhere.
            var at = random.Next(copy.Length - width + 1);
            number.CopyTo(copy.AsSpan(random.Next(2) == 0 ? at / width * width : at));
        }
        return copy;
    }

    private static byte[] InsertToken(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(_tokens[random.Next(_tokens.Length)]), .. bytes[at..]];
    }

    private static byte[] SwapTokens(byte[] bytes, Random random)
    {
        var words = FindWords(bytes);
        if (words.Count == 0)
        {
            return bytes;
        }
        var (start, end) = words[random.Next(words.Count)];
        var (from, to) = words[random.Next(words.Count)];
        var word = random.Next(2) == 0 ? bytes[from..to] : Encoding.UTF8.GetBytes(_tokens[random.Next(_tokens.Length)]);
        return [.. bytes[..start], .. word, .. bytes[end..]];
    }

    // Runs of letters and digits, texts in quotation marks as a whole.
    private static List<(int Start, int End)> FindWords(byte[] bytes)
    {
        var words = new List<(int, int)>();
        for (var at = 0; at < bytes.Length; )
        {
            var end = at + 1;
            if (bytes[at] == (byte)'"')
            {
                var close = bytes.AsSpan(end).IndexOf((byte)'"');
                end = close < 0 ? bytes.Length : end + close + 1;
            }
            else if (IsLetter(bytes[at]))
            {
                while (end < bytes.Length && IsLetter(bytes[end]))
                {
                    end++;
                }
            }
            else
            {
                at = end;
                continue;
            }
            words.Add((at, end));
            at = end;
        }
        return words;
    }

    private static bool IsLetter(byte one) => one >= 0x80 || char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'.';

    private static (int Start, int Length) PickBlock(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length + 1);
        return (start, random.Next(Math.Min(bytes.Length - start, 256) + 1));
    }

    private static byte[] Pick(IReadOnlyList<byte[]> seeds, Random random) => seeds[random.Next(seeds.Count)];

    // The runtime's own hash differs from process to process.
    private static int HashCode(string name, int seed, int number)
    {
        var hash = 17u;
        foreach (var part in name.Select(sign => (uint)sign).Append((uint)seed).Append((uint)number))
        {
            hash = ((hash ^ part) * 0x9E3779B1u) ^ (hash >> 15);
        }
        return (int)hash;
    }
}
