using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.AutoLabeling;

/// <summary>Estimates how long auto-labelling takes, from the runs before.</summary>
public static class AutoLabelTiming
{
    /// <summary>
    /// Seconds for a second of footage before the first run: between the 0.002 and 0.04 that runs took on two busy cores.
    /// </summary>
    private const double DefaultSecPerSec = 0.01;

    /// <summary>Seconds that a second of footage is expected to take, from the runs that an account has finished.</summary>
    public static async Task<double> EstimateAsync(IResourceStore<AutoLabelRunRecord> runs, string tenantId, CancellationToken ct)
    {
        var done = (await runs.ListAllAsync(tenantId, new ResourceFilter { States = [LabelJobStates.Ready] }, ct))
            .Where(r => r is { StartedAt: not null, EndedAt: not null, FootageSec: > 0 })
            .ToList();
        return done.Count == 0
            ? DefaultSecPerSec
            : done.Sum(r => (r.EndedAt!.Value - r.StartedAt!.Value).TotalSeconds) / done.Sum(r => r.FootageSec);
    }
}
