namespace Reelsight.Storage.Stores;

/// <summary>What a tenant uses of its quotas.</summary>
/// <param name="StorageBytes">Bytes of its assets, equal ones once, and of uploads that have begun.</param>
/// <param name="IndexedSec">Seconds of footage in its indexes.</param>
public sealed record TenantUsage(long StorageBytes, double IndexedSec);
