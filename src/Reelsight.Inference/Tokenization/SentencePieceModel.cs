using Microsoft.ML.Tokenizers;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Inference.Tokenization;

/// <summary>A SentencePiece model being put together from what a tokenizer of another form says; the library runs it.</summary>
/// <param name="mergesPairs">Whether pairs of pieces are merged (byte pairs) instead of the most probable pieces chosen (unigram).</param>
internal sealed class SentencePieceModel(bool mergesPairs)
{
    // Fields of sentencepiece_model.proto.
    private const int Pieces = 1,
        Trainer = 2,
        Normalizer = 3;
    private const int PieceText = 1,
        PieceScore = 2,
        PieceKind = 3;
    private const int TrainerKind = 3,
        TrainerByteFallback = 35,
        TrainerUnknownId = 40;
    private const int NormalizerCharacterMap = 2,
        NormalizerAddPrefix = 3;
    private const int Unigram = 1,
        BytePairs = 2;

    private readonly ProtobufWriter _model = new();

    /// <summary>Id of the piece that stands for unknown text.</summary>
    public int UnknownId { get; init; }

    /// <summary>Whether unknown characters become the pieces of their bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a text begins with a space.</summary>
    public bool AddPrefix { get; init; }

    /// <summary>How characters are normalised, in SentencePiece's compiled form; empty for not at all.</summary>
    public byte[] CharacterMap { get; init; } = [];

    /// <summary>Adds the piece of the next id.</summary>
    public void Add(string text, float score, SentencePieceKind kind)
    {
        var piece = new ProtobufWriter();
        piece.WriteString(PieceText, text);
        piece.WriteSingle(PieceScore, score);
        piece.WriteInteger(PieceKind, (int)kind);
        _model.WriteMessage(Pieces, piece);
    }

    /// <summary>Makes the tokenizer.</summary>
    /// <exception cref="InvalidDataException">The pieces make none.</exception>
    public SentencePieceTokenizer Build()
    {
        var trainer = new ProtobufWriter();
        trainer.WriteInteger(TrainerKind, mergesPairs ? BytePairs : Unigram);
        trainer.WriteInteger(TrainerByteFallback, ByteFallback ? 1 : 0);
        trainer.WriteInteger(TrainerUnknownId, UnknownId);
        _model.WriteMessage(Trainer, trainer);
        var normalizer = new ProtobufWriter();
        if (CharacterMap.Length > 0)
        {
            normalizer.WriteBytes(NormalizerCharacterMap, CharacterMap);
        }

        normalizer.WriteInteger(NormalizerAddPrefix, AddPrefix ? 1 : 0);
        _model.WriteMessage(Normalizer, normalizer);
        try
        {
            return SentencePieceTokenizer.Create(
                new MemoryStream(_model.Written.ToArray()),
                addBeginningOfSentence: false,
                addEndOfSentence: false
            );
        }
        catch (Exception cause) when (cause is ArgumentException or IOException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Its pieces cannot be used: {cause.Message}", cause);
        }
    }
}
