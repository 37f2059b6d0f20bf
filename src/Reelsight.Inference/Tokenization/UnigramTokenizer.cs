using System.Text;
using System.Text.Json;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Inference.Tokenization;

/// <summary>Cuts text into the pieces of a unigram vocabulary so that the sum of the pieces' log probabilities is greatest.</summary>
internal sealed class UnigramTokenizer
{
    private const char SpaceMarker = '\u2581';

    // The first entries stand for unknown text and for marks that never occur in text.
    private const int ReservedCount = 6;

    // Below every real score (the rarest piece has about -14), so an unknown sign or a piece without a score is a last resort.
    private const double UnknownScore = -100;

    // Fields of sentencepiece_model.proto, and what they may hold.
    private const int ModelPieces = 1,
        ModelTrainer = 2;
    private const int PieceText = 1,
        PieceScore = 2,
        PieceKind = 3;
    private const int Normal = 1,
        UnknownKind = 2,
        UserDefined = 4;
    private const int TrainerKind = 3,
        Unigram = 1;

    private readonly Dictionary<string, (int Id, double Score)> _pieces;
    private readonly int _maxPieceLength,
        _unknownId;

    private UnigramTokenizer(Dictionary<string, (int Id, double Score)> pieces, int unknown)
    {
        (_pieces, _unknownId) = (pieces, unknown);
        _maxPieceLength = pieces.Keys.Max(piece => piece.Length);
    }

    /// <summary>Reads a vocabulary: an array of pairs of piece and score, where the score may be null.</summary>
    public static UnigramTokenizer ReadJson(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var pieces = new Dictionary<string, (int, double)>(StringComparer.Ordinal);
        var id = 0;
        foreach (var entry in json.RootElement.EnumerateArray())
        {
            if (id >= ReservedCount)
            {
                var score = entry[1].ValueKind == JsonValueKind.Number ? entry[1].GetDouble() : UnknownScore;
                pieces[entry[0].GetString()!] = (id, score);
            }

            id++;
        }

        return new UnigramTokenizer(pieces, unknown: 0);
    }

    /// <summary>Reads a vocabulary from a <c>.model</c> file of SentencePiece.</summary>
    /// <exception cref="InvalidDataException">It is none, or of another kind than unigram.</exception>
    public static UnigramTokenizer ReadModel(string path)
    {
        var model = ProtobufField.ReadAll(File.ReadAllBytes(path)).ToList();
        var kind = model
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

        var pieces = new Dictionary<string, (int, double)>(StringComparer.Ordinal);
        var (id, unknown) = (0, 0);
        foreach (var piece in model.Where(field => field.Number == ModelPieces))
        {
            var (text, score, type) = ("", 0f, (long)Normal);
            foreach (var field in ProtobufField.ReadAll(piece.Payload))
            {
                switch (field.Number)
                {
                    case PieceText:
                        text = Encoding.UTF8.GetString(field.Payload.Span);
                        break;
                    case PieceScore:
                        score = field.ReadSingle();
                        break;
                    case PieceKind:
                        type = field.ReadInteger();
                        break;
                }
            }

            if (type == UnknownKind)
            {
                unknown = id;
            }
            else if (type is Normal or UserDefined && text.Length > 0)
            {
                pieces[text] = (id, score);
            }

            id++;
        }

        return pieces.Count == 0
            ? throw new InvalidDataException($"{Path.GetFileName(path)} holds no pieces.")
            : new UnigramTokenizer(pieces, unknown);
    }

    /// <summary>Numbers of the pieces of a text; a run of unknown signs counts as one.</summary>
    public IReadOnlyList<int> Tokenize(string text)
    {
        var marked = SpaceMarker + UnicodeTextNormalizer.Normalize(text).Replace(' ', SpaceMarker);
        var steps = FindBestPath(marked);
        var ids = new List<int>();
        for (var end = marked.Length; end > 0; end -= steps[end].Length)
        {
            if (steps[end].Id != _unknownId || ids.Count == 0 || ids[^1] != _unknownId)
            {
                ids.Add(steps[end].Id);
            }
        }

        ids.Reverse();
        return ids;
    }

    // For every end position the piece that ends there on the best way from the start (Viterbi).
    private (int Id, int Length)[] FindBestPath(string text)
    {
        var best = new double[text.Length + 1];
        var steps = new (int Id, int Length)[text.Length + 1];
        Array.Fill(best, double.NegativeInfinity, 1, text.Length);
        var lookup = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length; start++)
        {
            Offer(start, 1, _unknownId, UnknownScore);
            var most = Math.Min(_maxPieceLength, text.Length - start);
            for (var length = 1; length <= most; length++)
            {
                if (lookup.TryGetValue(text.AsSpan(start, length), out var piece))
                {
                    Offer(start, length, piece.Id, piece.Score);
                }
            }
        }

        return steps;

        void Offer(int start, int length, int id, double score)
        {
            if (best[start] + score > best[start + length])
            {
                best[start + length] = best[start] + score;
                steps[start + length] = (id, length);
            }
        }
    }
}
