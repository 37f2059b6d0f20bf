using Reelsight.Search.Query;

namespace Reelsight.Search.Matching;

/// <summary>A clause with the passages that match it and those that contain excluded words.</summary>
/// <param name="Clause">The clause, with the spelling corrections that were applied.</param>
/// <param name="Passages">Matching passages; bit n of a hit belongs to term n.</param>
/// <param name="Excluded">Passages with excluded words; bit n of a hit belongs to constraint n.</param>
internal sealed record PassageMatches(ParsedClause Clause, PassageHits Passages, PassageHits Excluded);
