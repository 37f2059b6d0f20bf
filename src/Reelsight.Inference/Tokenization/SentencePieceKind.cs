namespace Reelsight.Inference.Tokenization;

/// <summary>Kinds of pieces in a SentencePiece model, by their numbers there.</summary>
internal enum SentencePieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}
