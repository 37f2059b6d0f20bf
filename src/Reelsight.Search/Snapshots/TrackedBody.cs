using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;

namespace Reelsight.Search.Snapshots;

/// <summary>What was seen of a tracked person's body.</summary>
/// <param name="Postures">How it was held, and when.</param>
/// <param name="UpperColours">Colours of the upper body, as bits; 0 when unknown.</param>
/// <param name="LowerColours">Colours of the legs, as bits; 0 when unknown.</param>
internal sealed record TrackedBody(IReadOnlyList<PostureInterval> Postures, int UpperColours, int LowerColours)
{
    public static TrackedBody? From(BodyDescription? body) =>
        body is null ? null : new TrackedBody(body.Postures, ToMask(body.UpperColours), ToMask(body.LowerColours));

    /// <summary>Colours of a part, as bits; 0 when unknown.</summary>
    public int GetColours(ClothesPart part) => part == ClothesPart.Upper ? UpperColours : LowerColours;

    private static int ToMask(IReadOnlyList<string> colours) =>
        colours.Select(ColourNames.IndexOf).Where(number => number >= 0).Aggregate(0, (mask, number) => mask | (1 << number));
}
