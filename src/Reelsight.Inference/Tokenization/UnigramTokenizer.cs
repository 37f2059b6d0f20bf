using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Inference.Tokenization;

/// <summary>A unigram SentencePiece tokenizer: splits text into the pieces whose probabilities have the greatest product.</summary>
internal sealed class UnigramTokenizer
{
    // The first entries of a JSON vocabulary stand for unknown text and for special tokens, which never occur in text.
    private const int ReservedCount = 6;

    // Below every real score (the rarest piece has about -14), so a piece without a score is a last resort.
    private const float NoScore = -100;

    // Fields of sentencepiece_model.proto, and what they may hold.
    private const int ModelPieces = 1,
        ModelTrainer = 2,
        ModelNormalizer = 3;
    private const int PieceText = 1,
        PieceScore = 2,
        PieceKind = 3;
    private const int Normal = 1,
        Unknown = 2,
        Control = 3,
        UserDefined = 4,
        Unused = 5;
    private const int TrainerKind = 3,
        TrainerUnknownId = 40,
        Unigram = 1;

    private readonly SentencePieceTokenizer _tokenizer;

    private UnigramTokenizer(Stream model) =>
        _tokenizer = SentencePieceTokenizer.Create(model, addBeginningOfSentence: false, addEndOfSentence: false);

    /// <summary>Reads a vocabulary: an array of pairs of piece and score, where the score may be null.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static UnigramTokenizer ReadJson(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return ReadJson(json.RootElement);
        }
        catch (Exception cause)
            when (cause is JsonException or ArgumentException or IOException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} cannot be read as a vocabulary: {cause.Message}", cause);
        }
    }

    private static UnigramTokenizer ReadJson(JsonElement json)
    {
        var entries = json.EnumerateArray().Select((entry, id) => ReadEntry(entry, id)).ToList();
        // A piece that is listed twice counts where it stands last.
        var idByText = entries.GroupBy(entry => entry.Text, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Id);
        var model = new ProtobufWriter();
        foreach (var (text, score, id) in entries)
        {
            var hasScore = score.ValueKind == JsonValueKind.Number;
            // A single character without a score is as good as unknown.
            var isUsed = idByText[text] == id && (hasScore || text.Length > 1);
            var kind = id switch
            {
                0 => Unknown,
                < ReservedCount => Control,
                _ => isUsed ? Normal : Unused,
            };
            WritePiece(model, kind == Unused ? $"<unused {id}>" : text, hasScore ? score.GetSingle() : NoScore, kind);
        }

        WriteSettings(model, unknownId: 0);
        return new UnigramTokenizer(new MemoryStream(model.Written.ToArray()));
    }

    /// <summary>Reads a vocabulary from a <c>.model</c> file of SentencePiece.</summary>
    /// <exception cref="InvalidDataException">It is none, or of another kind than unigram.</exception>
    public static UnigramTokenizer ReadModel(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var fields = ProtobufField.ReadAll(bytes).ToList();
        var kind = fields
            .Where(field => field.Number == ModelTrainer)
            .SelectMany(trainer => ProtobufField.ReadAll(trainer.Payload))
            .Where(field => field.Number == TrainerKind)
            .Select(field => field.ReadInteger())
            .LastOrDefault(Unigram);
        if (kind != Unigram)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)} is a SentencePiece vocabulary, but not of the unigram kind, which alone is read here."
            );
        }

        var kinds = fields.Where(field => field.Number == ModelPieces).Select(piece => ReadKind(piece.Payload)).ToList();
        if (!kinds.Exists(piece => piece is Normal or UserDefined))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} holds no pieces.");
        }

        // Not every file says which piece stands for unknown text; its kind does. Messages that occur twice are merged.
        var model = new ProtobufWriter();
        model.WriteEncoded(bytes);
        WriteSettings(model, unknownId: Math.Max(0, kinds.IndexOf(Unknown)));
        try
        {
            return new UnigramTokenizer(new MemoryStream(model.Written.ToArray()));
        }
        catch (Exception cause) when (cause is ArgumentException or IOException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)} cannot be read as a SentencePiece vocabulary: {cause.Message}",
                cause
            );
        }
    }

    /// <summary>Ids of the pieces of a text; a run of unknown characters counts as one.</summary>
    public IReadOnlyList<int> Tokenize(string text)
    {
        var pieces = _tokenizer.EncodeToIds(UnicodeTextNormalizer.Normalize(text), addBeginningOfSentence: false, addEndOfSentence: false);
        var ids = new List<int>(pieces.Count);
        foreach (var id in pieces)
        {
            if (id != _tokenizer.UnknownId || ids.Count == 0 || ids[^1] != id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static (string Text, JsonElement Score, int Id) ReadEntry(JsonElement entry, int id) =>
        entry.ValueKind == JsonValueKind.Array
        && entry.GetArrayLength() >= 2
        && entry[0].ValueKind == JsonValueKind.String
        && entry[0].GetString() is { Length: > 0 } text
            ? (text, entry[1], id)
            : throw new FormatException($"entry {id} is no pair of a piece and its score.");

    private static long ReadKind(ReadOnlyMemory<byte> piece) =>
        ProtobufField.ReadAll(piece).Where(field => field.Number == PieceKind).Select(field => field.ReadInteger()).LastOrDefault(Normal);

    private static void WritePiece(ProtobufWriter model, string text, float score, int kind)
    {
        var piece = new ProtobufWriter();
        piece.WriteString(PieceText, text);
        piece.WriteSingle(PieceScore, score);
        piece.WriteInteger(PieceKind, kind);
        model.WriteMessage(ModelPieces, piece);
    }

    // An empty normalizer message keeps what the file says and otherwise stands for the defaults: the library needs one.
    private static void WriteSettings(ProtobufWriter model, int unknownId)
    {
        var trainer = new ProtobufWriter();
        trainer.WriteInteger(TrainerKind, Unigram);
        trainer.WriteInteger(TrainerUnknownId, unknownId);
        model.WriteMessage(ModelTrainer, trainer);
        model.WriteMessage(ModelNormalizer, new ProtobufWriter());
    }
}
