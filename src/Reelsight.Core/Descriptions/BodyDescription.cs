namespace Reelsight.Core.Descriptions;

/// <summary>What was seen of a person's body. What could not be told is missing: a person behind a table has no posture.</summary>
public sealed record BodyDescription
{
    /// <summary>Postures in order of their start; those of arms and head may overlap those of the whole body.</summary>
    public IReadOnlyList<PostureInterval> Postures { get; init; } = [];

    /// <summary>Colours of what is worn on the upper body, largest share first.</summary>
    public IReadOnlyList<string> UpperColours { get; init; } = [];

    /// <summary>Colours of what is worn on the legs, largest share first.</summary>
    public IReadOnlyList<string> LowerColours { get; init; } = [];

    /// <summary>The part of it within a time range: postures are cut to it, and clothes stay.</summary>
    /// <param name="startSec">Start, seconds, inclusive.</param>
    /// <param name="endSec">End, seconds, exclusive.</param>
    public BodyDescription Within(double startSec, double endSec) =>
        this with
        {
            Postures =
            [
                .. Postures
                    .Where(one => one.StartSec < endSec && startSec < one.EndSec)
                    .Select(one => one with { StartSec = Math.Max(one.StartSec, startSec), EndSec = Math.Min(one.EndSec, endSec) }),
            ],
        };

    /// <summary>What two tracks of the same person say together; the colours of the first come first.</summary>
    public static BodyDescription? Join(BodyDescription? first, BodyDescription? second) =>
        first is null || second is null
            ? first ?? second
            : new BodyDescription
            {
                Postures = [.. first.Postures.Concat(second.Postures).Distinct().OrderBy(one => one.StartSec)],
                UpperColours = [.. first.UpperColours.Union(second.UpperColours)],
                LowerColours = [.. first.LowerColours.Union(second.LowerColours)],
            };
}
