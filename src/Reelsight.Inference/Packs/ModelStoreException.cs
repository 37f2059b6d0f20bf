namespace Reelsight.Inference.Packs;

/// <summary>A store cannot do what it was asked; the message says what is wrong and what helps.</summary>
public sealed class ModelStoreException : Exception
{
    /// <summary>Makes the exception with a sentence for people.</summary>
    public ModelStoreException(string message)
        : base(message) { }

    /// <summary>Makes the exception with a sentence for people, and its cause.</summary>
    public ModelStoreException(string message, Exception cause)
        : base(message, cause) { }
}
