namespace Reelsight.Inference.Packs;

/// <summary>A store operation failed; the message says why and what helps.</summary>
public sealed class ModelStoreException : Exception
{
    /// <summary>Creates the exception with a message for people.</summary>
    public ModelStoreException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message for people, and its cause.</summary>
    public ModelStoreException(string message, Exception cause)
        : base(message, cause) { }
}
