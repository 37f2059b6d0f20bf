namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Two clauses matched with 200 videos, their evidence merged into intervals, and these joined in order and ranked.</summary>
internal sealed class MomentRanking : HotPath
{
    private readonly SampleLibrary _library = new();

    /// <inheritdoc/>
    public override int Run() => _library.Rank(_library.MatchClauses()).Count;
}
