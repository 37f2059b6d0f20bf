namespace Reelsight.Models.Packs;

/// <summary>Whether a pack can be used.</summary>
public enum PackState
{
    /// <summary>It was never fetched, or an older version was.</summary>
    Missing,

    /// <summary>All its files are there.</summary>
    Ready,

    /// <summary>It was fetched, but files are gone or changed.</summary>
    Damaged,
}

/// <summary>State of one pack in a store.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="Reason">One sentence that says why it cannot; null when it can.</param>
public sealed record PackStatus(ModelPack Pack, PackState State, string? Reason);

/// <summary>Progress of a fetch.</summary>
/// <param name="Package">Package and version.</param>
/// <param name="DoneBytes">Bytes of the tarball dealt with, 0 to <paramref name="TotalBytes"/>.</param>
/// <param name="TotalBytes">Size of the tarball.</param>
/// <param name="Step">What is being done: <c>downloading</c>, <c>checking</c>, <c>unpacking</c>, <c>converting</c> or <c>ready</c>.</param>
public sealed record PackProgress(string Package, long DoneBytes, long TotalBytes, string Step);

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
