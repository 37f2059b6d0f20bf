namespace Reelsight.Inference.Packs;

/// <summary>A joint head that ships with the program: its file, its space, and what it was trained on.</summary>
public sealed record JointHeadEntry
{
    /// <summary>Name of its vector space, by which a setting chooses it.</summary>
    public required string Space { get; init; }

    /// <summary>What it does, in one sentence for people.</summary>
    public required string Role { get; init; }

    /// <summary>Space of the text encoder that it was trained with: see <c>TextEncoders</c>.</summary>
    public required string Texts { get; init; }

    /// <summary>Training images and their terms.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the file with the vectors of unrelated images.</summary>
    public required string Background { get; init; }

    /// <summary>SHA-256 of that file, in hexadecimal digits.</summary>
    public required string BackgroundSha256 { get; init; }
}
