using Reelsight.Bench.Fuzz.Targets;

namespace Reelsight.Bench.Fuzz;

/// <summary>The parsers of ours that read what strangers wrote.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [.. MediaTargets.All, .. ModelTargets.All, .. TokenizerTargets.All, .. VectorTargets.All, .. ImportTargets.All, .. RequestTargets.All];

    /// <summary>The parser of a name, which must be one.</summary>
    public static FuzzTarget Find(string name) => All.Single(target => target.Name == name);
}
