namespace Reelsight.Server.Settings;

/// <summary>Which media the server takes.</summary>
public enum MediaLimitsProfile
{
    /// <summary>Whatever can be decoded.</summary>
    None,

    /// <summary>The limits of the v1.3 contract: 4 s to 4 h, 360 pixels and more, aspect ratios up to 2.4.</summary>
    TwelveLabs,
}
