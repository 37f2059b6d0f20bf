namespace Reelsight.Core.Descriptions;

/// <summary>How a person can be seen to hold the body; the words are what descriptions store and reasons say.</summary>
public static class Postures
{
    /// <summary>Upright, with the legs straight below.</summary>
    public const string Standing = "standing";

    /// <summary>With the thighs forward and the lower legs hanging.</summary>
    public const string Sitting = "sitting";

    /// <summary>With trunk and legs level.</summary>
    public const string Lying = "lying";

    /// <summary>With the trunk forward over straight legs.</summary>
    public const string Bending = "bending";

    /// <summary>With a hand above the head.</summary>
    public const string ArmsRaised = "arms raised";

    /// <summary>With an arm stretched out, not down.</summary>
    public const string Reaching = "reaching";

    /// <summary>With the head on one side.</summary>
    public const string HeadTilted = "head tilted";

    /// <summary>From upright to lying within seconds.</summary>
    public const string Falling = "falling";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Standing, Sitting, Lying, Bending, ArmsRaised, Reaching, HeadTilted, Falling];
}
