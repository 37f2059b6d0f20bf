namespace Reelsight.Search;

/// <summary>The kind of evidence behind a match.</summary>
public enum ReasonKind
{
    /// <summary>A detected object.</summary>
    Object,

    /// <summary>Spoken words.</summary>
    Speech,

    /// <summary>On-screen text.</summary>
    OnScreenText,

    /// <summary>The name or title of the video.</summary>
    Title,

    /// <summary>The clip looks like an image of the query.</summary>
    VisualSimilarity,

    /// <summary>What was excluded is absent.</summary>
    Absence,

    /// <summary>The brightness of the image.</summary>
    Brightness,

    /// <summary>The loudness of the audio, or whether somebody speaks.</summary>
    Sound,

    /// <summary>The clauses of the query match in their temporal order.</summary>
    Order,

    /// <summary>The image is likely to show a class of the joint space.</summary>
    Name,

    /// <summary>The image fits the description, or shows the same kind of scene as an image of the query.</summary>
    Scene,

    /// <summary>A label that was taught by example: accepted by a person, or found by what it learned.</summary>
    TaughtLabel,
}
