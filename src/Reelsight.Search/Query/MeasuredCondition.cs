namespace Reelsight.Search.Query;

/// <summary>A condition on brightness, loudness or speech that is measured over an interval.</summary>
internal enum MeasuredCondition
{
    /// <summary>The image is dark.</summary>
    Dark,

    /// <summary>The image is bright.</summary>
    Bright,

    /// <summary>Nothing can be heard.</summary>
    Silent,

    /// <summary>The audio is quiet.</summary>
    Quiet,

    /// <summary>The audio is loud.</summary>
    Loud,

    /// <summary>Somebody speaks.</summary>
    Speech,

    /// <summary>Nobody speaks.</summary>
    NoSpeech,
}
