namespace Reelsight.Media.Probe;

/// <summary>What a file mainly is.</summary>
public enum MediaKind
{
    /// <summary>Moving pictures, with or without sound; an animated gif too.</summary>
    Video,

    /// <summary>Sound without moving pictures; cover art does not count.</summary>
    Audio,

    /// <summary>One still picture.</summary>
    Image,
}
