using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reelsight.Inference.Tokenization;

/// <summary>
/// Byte-level byte pair encoding as CLIP models use it: text is unescaped, spaces collapsed, letters made small; words are cut, each byte
/// becomes a sign, and signs are joined pair by pair in the order of the merges.
/// </summary>
internal sealed partial class ClipTokenizer : ITokenizer
{
    private const string WordEnd = "</w>";
    private const string StartMark = "<|startoftext|>",
        EndMark = "<|endoftext|>";

    private static readonly string[] _byteCharacters = CreateByteCharacters();

    private readonly Dictionary<(string, string), int> _ranks;
    private readonly Dictionary<string, int> _ids;
    private readonly int _length;
    private readonly long _padding;

    private ClipTokenizer(Dictionary<(string, string), int> ranks, Dictionary<string, int> ids, int length, long padding) =>
        (_ranks, _ids, _length, _padding) = (ranks, ids, length, padding);

    /// <summary>Reads the tokenizer's files.</summary>
    /// <param name="mergesPath">A pair of signs a line, most important first; a first line that starts with <c>#version</c> is left
    /// out.</param>
    /// <param name="vocabularyPath">JSON with the number of every piece; null numbers them as the merges make them.</param>
    /// <param name="length">Numbers that the model takes.</param>
    /// <param name="padding">What fills up short texts.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static ClipTokenizer Read(string mergesPath, string? vocabularyPath, int length, long padding)
    {
        var ranks = new Dictionary<(string, string), int>();
        foreach (
            var line in File.ReadLines(mergesPath).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))
        )
        {
            var pair = line.Split(' ');
            if (pair.Length != 2)
            {
                throw new InvalidDataException($"{Path.GetFileName(mergesPath)} holds the line \"{line}\", which is no pair.");
            }

            ranks.TryAdd((pair[0], pair[1]), ranks.Count);
        }

        var ids = vocabularyPath is null
            ? NumberPieces(ranks.OrderBy(rank => rank.Value).Select(rank => rank.Key.Item1 + rank.Key.Item2))
            : ReadVocabulary(vocabularyPath);
        foreach (var mark in new[] { StartMark, EndMark }.Where(mark => !ids.ContainsKey(mark)))
        {
            throw new InvalidDataException($"{Path.GetFileName(vocabularyPath)} holds no {mark}.");
        }

        return new ClipTokenizer(ranks, ids, length, padding);
    }

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var tokens = new List<long> { _ids[StartMark] };
        // Unescaped twice, as the models' own cleaning does it.
        var plain = Spaces().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(text)), " ").Trim().ToLowerInvariant();
        foreach (Match word in Words().Matches(plain))
        {
            tokens.AddRange(MergePairs(word.Value).Select(piece => (long)(_ids.TryGetValue(piece, out var id) ? id : _ids[EndMark])));
        }

        if (tokens.Count > _length - 1)
        {
            tokens.RemoveRange(_length - 1, tokens.Count - _length + 1);
        }

        tokens.Add(_ids[EndMark]);
        return [.. tokens, .. Enumerable.Repeat(_padding, _length - tokens.Count)];
    }

    private List<string> MergePairs(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        var pieces = bytes
            .Select((value, at) => at == bytes.Length - 1 ? _byteCharacters[value] + WordEnd : _byteCharacters[value])
            .ToList();
        while (pieces.Count > 1)
        {
            var best = Enumerable
                .Range(0, pieces.Count - 1)
                .Select(at => (Rank: _ranks.GetValueOrDefault((pieces[at], pieces[at + 1]), int.MaxValue), At: at))
                .Min();
            if (best.Rank == int.MaxValue)
            {
                break;
            }

            // Everywhere at once, from the left.
            var (left, right) = (pieces[best.At], pieces[best.At + 1]);
            for (var at = best.At; at < pieces.Count - 1; at++)
            {
                if (pieces[at] == left && pieces[at + 1] == right)
                {
                    pieces[at] = left + right;
                    pieces.RemoveAt(at + 1);
                }
            }
        }

        return pieces;
    }

    private static Dictionary<string, int> ReadVocabulary(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json
                .RootElement.EnumerateObject()
                .ToDictionary(piece => piece.Name, piece => piece.Value.GetInt32(), StringComparer.Ordinal);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no JSON object of pieces and their numbers.", cause);
        }
    }

    // The signs of the bytes, the same at the end of a word, what the merges make, and the marks.
    private static Dictionary<string, int> NumberPieces(IEnumerable<string> merged)
    {
        var inOrder = GetPrintableBytes()
            .Concat(Enumerable.Range(0, 256).Except(GetPrintableBytes()))
            .Select(value => _byteCharacters[value])
            .ToArray();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var piece in inOrder.Concat(inOrder.Select(sign => sign + WordEnd)).Concat(merged).Append(StartMark).Append(EndMark))
        {
            ids.TryAdd(piece, ids.Count);
        }

        return ids;
    }

    private static IEnumerable<int> GetPrintableBytes() =>
        Enumerable.Range('!', 94).Concat(Enumerable.Range('¡', 12)).Concat(Enumerable.Range('®', 82));

    // Bytes that cannot be seen in a text file are written as the letters from U+0100 on.
    private static string[] CreateByteCharacters()
    {
        var signs = new string[256];
        foreach (var value in GetPrintableBytes())
        {
            signs[value] = ((char)value).ToString();
        }

        var next = 256;
        for (var value = 0; value < signs.Length; value++)
        {
            signs[value] ??= ((char)next++).ToString();
        }

        return signs;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")]
    private static partial Regex Words();
}
