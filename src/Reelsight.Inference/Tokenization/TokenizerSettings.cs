using System.Text.Json;

namespace Reelsight.Inference.Tokenization;

/// <summary>What a <c>tokenizer.json</c> says besides its pieces: special tokens, normalisation, and the marks around a text.</summary>
internal sealed class TokenizerSettings
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, int> _added;
    private readonly HashSet<string> _special;

    /// <summary>Reads them; the document must stay open.</summary>
    /// <exception cref="KeyNotFoundException">Something that every such file has is absent.</exception>
    public TokenizerSettings(JsonElement root)
    {
        _root = root;
        Model = root.GetProperty("model");
        var added =
            root.TryGetProperty("added_tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Array
                ? tokens.EnumerateArray().ToList()
                : [];
        _added = new(StringComparer.Ordinal);
        foreach (var token in added)
        {
            _added[token.GetProperty("content").GetString()!] = token.GetProperty("id").GetInt32();
        }

        _special = [.. added.Where(IsMarkedSpecial).Select(token => token.GetProperty("content").GetString()!)];
        Vocabulary = ReadVocabulary();
    }

    /// <summary>The model inside: type, pieces, merges.</summary>
    public JsonElement Model { get; }

    /// <summary>Id of every piece.</summary>
    public Dictionary<string, int> Vocabulary { get; }

    /// <summary>Whether a text begins with a space.</summary>
    public bool AddsPrefix =>
        GetSteps("normalizer").Any(step => GetKind(step) == "Prepend")
        || GetSteps("pre_tokenizer")
            .Any(step =>
                GetKind(step) == "Metaspace"
                && (
                    step.TryGetProperty("prepend_scheme", out var scheme)
                        ? scheme.GetString() != "never"
                        : !step.TryGetProperty("add_prefix_space", out var adds) || adds.ValueKind != JsonValueKind.False
                )
            );

    /// <summary>How characters are normalised, in SentencePiece's compiled form; empty for not at all.</summary>
    public byte[] CharacterMap =>
        GetSteps("normalizer")
            .Where(step => GetKind(step) == "Precompiled")
            .Select(step => step.GetProperty("precompiled_charsmap").GetString() is { } map ? Convert.FromBase64String(map) : [])
            .FirstOrDefault([]);

    /// <summary>Whether a piece stands for something else than text.</summary>
    public bool IsSpecial(string piece) => _special.Contains(piece);

    /// <summary>Id of a piece.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public int GetId(string piece) =>
        Vocabulary.TryGetValue(piece, out var id) || _added.TryGetValue(piece, out id)
            ? id
            : throw new FormatException($"it has no piece \"{piece}\".");

    /// <summary>Ids before and after every text.</summary>
    /// <exception cref="FormatException">The file puts them there in a way that is not known here.</exception>
    public (long[] Before, long[] After) ReadMarks()
    {
        var (before, after) = (new List<long>(), new List<long>());
        foreach (var step in GetSteps("post_processor"))
        {
            switch (GetKind(step))
            {
                case "TemplateProcessing":
                    ReadTemplate(step, before, after);
                    break;
                case "RobertaProcessing" or "BertProcessing":
                    before.Add(step.GetProperty("cls")[1].GetInt32());
                    after.Add(step.GetProperty("sep")[1].GetInt32());
                    break;
                case "ByteLevel":
                    break;
                default:
                    throw new FormatException($"its post_processor is of the unknown type {GetKind(step)}.");
            }
        }

        return ([.. before], [.. after]);
    }

    private void ReadTemplate(JsonElement step, List<long> before, List<long> after)
    {
        var marks = before;
        foreach (var part in step.GetProperty("single").EnumerateArray())
        {
            if (part.TryGetProperty("Sequence", out _))
            {
                marks = after;
            }
            else
            {
                marks.Add(GetId(part.GetProperty("SpecialToken").GetProperty("id").GetString()!));
            }
        }
    }

    private Dictionary<string, int> ReadVocabulary()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var vocabulary = Model.GetProperty("vocab");
        if (vocabulary.ValueKind == JsonValueKind.Array)
        {
            foreach (var (entry, id) in vocabulary.EnumerateArray().Select((entry, id) => (entry, id)))
            {
                ids.TryAdd(entry[0].GetString()!, id);
            }

            return ids;
        }

        foreach (var piece in vocabulary.EnumerateObject())
        {
            ids[piece.Name] = piece.Value.GetInt32();
        }

        const int MaxPieces = 1 << 22;
        return ids.Count > 0 && ids.Values.All(id => id is >= 0 and < MaxPieces)
            ? ids
            : throw new FormatException($"it must have pieces, with numbers from 0 to {MaxPieces - 1}.");
    }

    private List<JsonElement> GetSteps(string part)
    {
        if (!_root.TryGetProperty(part, out var step) || step.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return GetKind(step) == "Sequence" ? [.. step.GetProperty(GetListName(part)).EnumerateArray()] : [step];
    }

    private static string GetListName(string part) =>
        part switch
        {
            "normalizer" => "normalizers",
            "pre_tokenizer" => "pretokenizers",
            _ => "processors",
        };

    private static string? GetKind(JsonElement step) => step.GetProperty("type").GetString();

    private static bool IsMarkedSpecial(JsonElement token) =>
        token.TryGetProperty("special", out var special) && special.ValueKind == JsonValueKind.True;
}
