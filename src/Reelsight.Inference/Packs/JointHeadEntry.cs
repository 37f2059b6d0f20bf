namespace Reelsight.Inference.Packs;

/// <summary>A head trained by us that comes with the program: which file, which space, and what it was trained on.</summary>
public sealed record JointHeadEntry
{
    /// <summary>Name of the space that it makes, by which a setting chooses it.</summary>
    public required string Space { get; init; }

    /// <summary>What it does, in one sentence for people.</summary>
    public required string Role { get; init; }

    /// <summary>Pictures it was trained on, and under which terms they are.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the file that says where unrelated pictures lie in the space.</summary>
    public required string Background { get; init; }

    /// <summary>SHA-256 of that file, in hexadecimal digits.</summary>
    public required string BackgroundSha256 { get; init; }
}
