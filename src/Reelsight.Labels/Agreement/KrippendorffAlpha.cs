namespace Reelsight.Labels.Agreement;

/// <summary>
/// Krippendorff's alpha for nominal values: 1 − observed over expected disagreement, from the table of coincidences. 1 is perfect, 0 what
/// chance alone would give, below 0 worse than that.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>
    /// Alpha; null when fewer than two values can be compared, or all are the same, so that chance cannot be distinguished from agreement.
    /// </summary>
    public static double? Compute(IEnumerable<RatedUnit> units)
    {
        var coincidences = new Dictionary<(string, string), double>();
        var totals = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var values = unit.Values.OfType<string>().ToList();
            if (values.Count < 2)
            {
                continue;
            }

            var share = unit.Weight / (values.Count - 1d);
            for (var i = 0; i < values.Count; i++)
            {
                totals[values[i]] = totals.GetValueOrDefault(values[i]) + unit.Weight;
                for (var j = 0; j < values.Count; j++)
                {
                    if (i != j)
                    {
                        coincidences[(values[i], values[j])] = coincidences.GetValueOrDefault((values[i], values[j])) + share;
                    }
                }
            }
        }
        var all = totals.Values.Sum();
        var observed = coincidences.Where(c => c.Key.Item1 != c.Key.Item2).Sum(c => c.Value);
        var expected = totals.Sum(a => a.Value * (all - a.Value));
        return all < 2 || expected <= 0 ? null : 1 - (all - 1) * observed / expected;
    }
}
