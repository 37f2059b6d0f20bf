namespace Reelsight.Media.Probe;

/// <summary>What a file mainly is.</summary>
public enum MediaKind
{
    /// <summary>Video, with or without audio; an animated gif too.</summary>
    Video,

    /// <summary>Audio without video; cover art does not count.</summary>
    Audio,

    /// <summary>One still image.</summary>
    Image,
}
