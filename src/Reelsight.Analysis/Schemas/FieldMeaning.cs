namespace Reelsight.Analysis.Schemas;

/// <summary>What a field of an answer is to hold, by its name and description.</summary>
internal enum FieldMeaning
{
    /// <summary>Nothing that its name tells; what it is about may still be read from its words.</summary>
    Other,
    Start,
    End,
    Time,

    /// <summary>When it comes into view, or is first seen.</summary>
    AppearsAt,

    /// <summary>When it goes out of view.</summary>
    DisappearsAt,
    Duration,
    Confidence,
    Label,
    Name,
    Title,
    Summary,
    Count,
    Colour,
    Speech,
    OnScreenText,
    Topics,
    Hashtags,
    Direction,
    Action,
    Ordinal,
    Left,
    Top,
    Width,
    Height,
    Box,
    Objects,
    Intervals,
    Shots,
    Highlights,
}
