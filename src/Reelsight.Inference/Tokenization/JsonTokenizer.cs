using System.Text.Json;

namespace Reelsight.Inference.Tokenization;

/// <summary>
/// Reads <c>tokenizer.json</c>, in which most models are published now: byte pairs of CLIP, unigram vocabularies, and byte pairs of
/// SentencePiece (Gemma, which SigLIP 2 uses).
/// </summary>
internal static class JsonTokenizer
{
    private const string WordEnd = "</w>";
    private const char Space = '▁';

    // Below every real score; see UnigramTokenizer.
    private const float NoScore = -100;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Tokens that the model takes.</param>
    /// <param name="paddingPiece">Piece that fills up short texts.</param>
    /// <param name="canonical">Whether texts lose punctuation and capitals first.</param>
    /// <exception cref="InvalidDataException">It is of another kind, or incomplete; the message says which.</exception>
    public static ITokenizer Read(string path, int length, string paddingPiece, bool canonical)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new CleaningTokenizer(Create(new TokenizerSettings(json.RootElement), length, paddingPiece), canonical);
        }
        catch (Exception cause)
            when (cause
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or InvalidDataException
            )
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} cannot be used: {cause.Message}", cause);
        }
    }

    private static ITokenizer Create(TokenizerSettings settings, int length, string paddingPiece)
    {
        var model = settings.Model;
        var kind = model.GetProperty("type").GetString();
        if (kind == "BPE" && model.TryGetProperty("end_of_word_suffix", out var suffix) && suffix.GetString() == WordEnd)
        {
            return ClipTokenizer.Create(ReadMerges(model), settings.Vocabulary, length, settings.GetId(paddingPiece));
        }

        var pieces = CreateModel(settings, model, kind);
        var (before, after) = settings.ReadMarks();
        return before.Length + after.Length >= length
            ? throw new FormatException($"it puts {before.Length + after.Length} marks around a text, and the model takes {length} tokens.")
            : new PieceTokenizer(pieces.Build(), before, after, length, settings.GetId(paddingPiece));
    }

    private static SentencePieceModel CreateModel(TokenizerSettings settings, JsonElement model, string? kind) =>
        kind switch
        {
            "Unigram" => CreateUnigram(settings, model),
            "BPE" when settings.Vocabulary.ContainsKey(Space.ToString()) => CreateBytePairs(settings, model),
            _ => throw new FormatException(
                $"its model is of the type {kind}; byte pairs of CLIP and of SentencePiece and unigram vocabularies can be read here."
            ),
        };

    private static SentencePieceModel CreateUnigram(TokenizerSettings settings, JsonElement model)
    {
        var unknown = model.GetProperty("unk_id").GetInt32();
        if (unknown < 0 || unknown >= model.GetProperty("vocab").GetArrayLength())
        {
            throw new FormatException($"its unk_id {unknown} is the number of no piece.");
        }

        var built = new SentencePieceModel(mergesPairs: false)
        {
            UnknownId = unknown,
            AddPrefix = settings.AddsPrefix,
            CharacterMap = settings.CharacterMap,
        };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entry, id) in model.GetProperty("vocab").EnumerateArray().Select((entry, id) => (entry, id)))
        {
            var text = entry[0].GetString()!;
            var isNew = text.Length > 0 && seen.Add(text);
            var kind =
                id == unknown ? SentencePieceKind.Unknown
                : settings.IsSpecial(text) ? SentencePieceKind.Control
                : isNew ? SentencePieceKind.Normal
                : SentencePieceKind.Unused;
            var score = entry[1].ValueKind == JsonValueKind.Number ? entry[1].GetSingle() : NoScore;
            built.Add(isNew ? text : $"<unused {id}>", score, kind);
        }

        return built;
    }

    // The earlier a merge, the higher the score of the piece that it makes: so both say the same.
    private static SentencePieceModel CreateBytePairs(TokenizerSettings settings, JsonElement model)
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var merge in ReadMerges(model))
        {
            scores.TryAdd(merge.Replace(" ", "", StringComparison.Ordinal), -scores.Count - 1);
        }

        var unknown = model.TryGetProperty("unk_token", out var mark) ? mark.GetString() : null;
        var built = new SentencePieceModel(mergesPairs: true)
        {
            UnknownId = unknown is null ? 0 : settings.Vocabulary[unknown],
            AddPrefix = settings.AddsPrefix,
            CharacterMap = settings.CharacterMap,
            ByteFallback = model.TryGetProperty("byte_fallback", out var fallback) && fallback.ValueKind == JsonValueKind.True,
        };
        var pieces = settings.Vocabulary.ToDictionary(piece => piece.Value, piece => piece.Key);
        for (var id = 0; id <= pieces.Keys.Max(); id++)
        {
            var text = pieces.GetValueOrDefault(id, "");
            var isCharacter = text.Length == 1 || (text.Length == 2 && char.IsSurrogatePair(text, 0));
            var kind =
                text == unknown ? SentencePieceKind.Unknown
                : IsByte(text) ? SentencePieceKind.Byte
                : settings.IsSpecial(text) ? SentencePieceKind.Control
                : isCharacter || scores.ContainsKey(text) ? SentencePieceKind.Normal
                : SentencePieceKind.Unused;
            built.Add(kind == SentencePieceKind.Unused ? $"<unused {id}>" : text, scores.GetValueOrDefault(text), kind);
        }

        return built;
    }

    private static bool IsByte(string text) =>
        text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>' && text[3..5].All(char.IsAsciiHexDigit);

    // Each is a text with a space inside, or an array of two texts.
    private static List<string> ReadMerges(JsonElement model)
    {
        var merges = new List<string>();
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
        {
            var pair = merge.ValueKind == JsonValueKind.Array ? $"{merge[0].GetString()} {merge[1].GetString()}" : merge.GetString()!;
            if (pair.Split(' ') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new FormatException($"the merge \"{pair}\" is no pair.");
            }

            merges.Add(pair);
        }

        return [.. merges.Distinct(StringComparer.Ordinal)];
    }
}
