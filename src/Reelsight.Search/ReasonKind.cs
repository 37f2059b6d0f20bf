namespace Reelsight.Search;

/// <summary>The kind of evidence behind a match.</summary>
public enum ReasonKind
{
    /// <summary>A recognised object.</summary>
    Object,

    /// <summary>Spoken words.</summary>
    Speech,

    /// <summary>Written words in the picture.</summary>
    OnScreenText,

    /// <summary>The name or title of the video.</summary>
    Title,

    /// <summary>The clip looks like a picture of the query.</summary>
    LookAlike,

    /// <summary>What must not be there was not found there.</summary>
    Absence,

    /// <summary>How bright the picture is.</summary>
    Brightness,

    /// <summary>How loud the sound is, or whether somebody speaks.</summary>
    Sound,

    /// <summary>What was asked for in an order comes in that order.</summary>
    Order,

    /// <summary>The whole picture is likely to show what has this name.</summary>
    Name,

    /// <summary>The whole picture fits the description, or shows such a scene as a picture of the query.</summary>
    Scene,
}
