namespace Reelsight.Search.Query;

/// <summary>What can be measured of a stretch as a whole.</summary>
internal enum MeasuredCondition
{
    /// <summary>The picture is dark.</summary>
    Dark,

    /// <summary>The picture is bright.</summary>
    Bright,

    /// <summary>Nothing is to be heard.</summary>
    Silent,

    /// <summary>The sound is quiet.</summary>
    Quiet,

    /// <summary>The sound is loud.</summary>
    Loud,

    /// <summary>Somebody speaks.</summary>
    Speech,

    /// <summary>Nobody speaks.</summary>
    NoSpeech,
}
