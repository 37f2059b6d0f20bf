using Reelsight.Search.Query;

namespace Reelsight.Search.Matching;

/// <summary>A clause with the lines found for it, and those with words that must not be there.</summary>
/// <param name="Clause">The clause; parts whose words were looked for in another spelling say so.</param>
/// <param name="Passages">Bit n of a hit belongs to part n.</param>
/// <param name="Excluded">Bit n of a hit belongs to restriction n.</param>
internal sealed record PassageMatches(ParsedClause Clause, PassageHits Passages, PassageHits Excluded);
