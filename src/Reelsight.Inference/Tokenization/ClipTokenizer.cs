using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Reelsight.Inference.Tokenization;

/// <summary>
/// Byte-level byte pair encoding as CLIP models use it: unescapes HTML, collapses white space, lower-cases, splits into words, maps
/// bytes to printable characters and merges pairs of pieces in the order of the merges.
/// </summary>
internal sealed partial class ClipTokenizer : ITokenizer
{
    private const string WordEnd = "</w>";

    /// <summary>Above every vocabulary; what the model does not know is numbered from the last one on.</summary>
    private const int MaxPieces = 1 << 30;

    private const string StartMark = "<|startoftext|>",
        EndMark = "<|endoftext|>";

    private static readonly string[] _byteCharacters = CreateByteCharacters();

    private readonly BpeTokenizer _tokenizer;
    private readonly int _firstMissing,
        _start,
        _end,
        _length;
    private readonly long _padding;

    private ClipTokenizer(IReadOnlyList<string> merges, Dictionary<string, int> ids, int length, long padding)
    {
        _firstMissing = ids.Values.Max() + 1;
        _tokenizer = CreateTokenizer(merges, ids, _firstMissing);
        (_start, _end, _length, _padding) = (ids[StartMark], ids[EndMark], length, padding);
    }

    /// <summary>Reads the tokenizer's files.</summary>
    /// <param name="mergesPath">A pair of pieces per line, most important first; lines that start with <c>#version</c> are skipped.
    /// </param>
    /// <param name="vocabularyPath">JSON with the id of every piece; null numbers the pieces as the merges make them.</param>
    /// <param name="length">Tokens that the model takes.</param>
    /// <param name="padding">Id that fills up short texts.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static ClipTokenizer Read(string mergesPath, string? vocabularyPath, int length, long padding)
    {
        var merges = new List<string>();
        foreach (
            var line in File.ReadLines(mergesPath).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))
        )
        {
            if (line.Split(' ') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new InvalidDataException($"{Path.GetFileName(mergesPath)} holds the line \"{line}\", which is no pair.");
            }

            merges.Add(line);
        }

        merges = [.. merges.Distinct(StringComparer.Ordinal)];
        var ids = vocabularyPath is null
            ? NumberPieces(merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)))
            : ReadVocabulary(vocabularyPath);
        return Create(merges, ids, length, padding, Path.GetFileName(vocabularyPath));
    }

    /// <summary>Makes a tokenizer of merges and the ids of pieces.</summary>
    /// <param name="merges">Pairs of pieces, most important first, each once.</param>
    /// <param name="ids">Id of every piece.</param>
    /// <param name="length">Tokens that the model takes.</param>
    /// <param name="padding">Id that fills up short texts.</param>
    /// <param name="source">What holds the pieces, for errors.</param>
    /// <exception cref="InvalidDataException">The marks at the ends of a text are absent, or the merges do not fit.</exception>
    public static ClipTokenizer Create(
        IReadOnlyList<string> merges,
        Dictionary<string, int> ids,
        int length,
        long padding,
        string? source = "its vocabulary"
    ) =>
        new[] { StartMark, EndMark }.FirstOrDefault(mark => !ids.ContainsKey(mark)) is { } missing
            ? throw new InvalidDataException($"{source} holds no {missing}.")
            : new ClipTokenizer(merges, ids, length, padding);

    /// <inheritdoc/>
    public long Padding => _padding;

    /// <inheritdoc/>
    public bool EndsBeforePadding => _padding != _end;

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var tokens = new List<long>(_length) { _start };
        // Unescaped twice, as the models' own cleaning does it.
        var plain = Spaces().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(text)), " ").Trim().ToLowerInvariant();
        foreach (var word in Words().EnumerateMatches(plain))
        {
            var pieces = _tokenizer.EncodeToIds(
                plain.AsSpan(word.Index, word.Length),
                considerPreTokenization: false,
                considerNormalization: false
            );
            tokens.AddRange(pieces.Select(id => (long)(id < _firstMissing ? id : _end)));
            if (tokens.Count >= _length - 1)
            {
                break;
            }
        }

        if (tokens.Count > _length - 1)
        {
            tokens.RemoveRange(_length - 1, tokens.Count - _length + 1);
        }

        tokens.Add(_end);
        return [.. tokens, .. Enumerable.Repeat(_padding, _length - tokens.Count)];
    }

    // Byte pair merging of the library, with a vocabulary that it finds complete: pieces that the model does not know get ids from
    // firstMissing on. A vocabulary may lack some, such as the intermediate results of merges.
    private static BpeTokenizer CreateTokenizer(IReadOnlyList<string> merges, Dictionary<string, int> ids, int firstMissing)
    {
        var vocabulary = new Dictionary<string, int>(ids, StringComparer.Ordinal);
        var pieces = _byteCharacters
            .Concat(_byteCharacters.Select(character => character + WordEnd))
            .Concat(merges.SelectMany(merge => merge.Split(' ').Append(merge.Replace(" ", "", StringComparison.Ordinal))));
        foreach (var piece in pieces)
        {
            vocabulary.TryAdd(piece, firstMissing + vocabulary.Count);
        }

        try
        {
            return BpeTokenizer.Create(
                new BpeOptions(vocabulary)
                {
                    Merges = merges,
                    EndOfWordSuffix = WordEnd,
                    ByteLevel = true,
                    UnknownToken = EndMark,
                }
            );
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"The merges and the vocabulary cannot be used: {cause.Message}", cause);
        }
    }

    private static Dictionary<string, int> ReadVocabulary(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var ids = json
                .RootElement.EnumerateObject()
                .ToDictionary(piece => piece.Name, piece => piece.Value.GetInt32(), StringComparer.Ordinal);
            return ids.Values.All(id => id is >= 0 and < MaxPieces)
                ? ids
                : throw new FormatException($"Numbers of pieces lie from 0 to {MaxPieces - 1}.");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no JSON object of pieces and their numbers.", cause);
        }
    }

    // The characters of the bytes, the same at the end of a word, what the merges make, and the special tokens.
    private static Dictionary<string, int> NumberPieces(IEnumerable<string> merged)
    {
        var inOrder = GetPrintableBytes()
            .Concat(Enumerable.Range(0, 256).Except(GetPrintableBytes()))
            .Select(value => _byteCharacters[value])
            .ToArray();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var piece in inOrder.Concat(inOrder.Select(character => character + WordEnd)).Concat(merged).Append(StartMark).Append(EndMark)
        )
        {
            ids.TryAdd(piece, ids.Count);
        }

        return ids;
    }

    private static IEnumerable<int> GetPrintableBytes() =>
        Enumerable.Range('!', 94).Concat(Enumerable.Range('¡', 12)).Concat(Enumerable.Range('®', 82));

    // Bytes that are not printable are written as the characters from U+0100 on.
    private static string[] CreateByteCharacters()
    {
        var characters = new string[256];
        foreach (var value in GetPrintableBytes())
        {
            characters[value] = ((char)value).ToString();
        }

        var next = 256;
        for (var value = 0; value < characters.Length; value++)
        {
            characters[value] ??= ((char)next++).ToString();
        }

        return characters;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")]
    private static partial Regex Words();
}
