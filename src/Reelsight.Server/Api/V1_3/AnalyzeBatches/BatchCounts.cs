using System.Text.Json.Serialization;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>How many items of a batch are in which state.</summary>
internal sealed record BatchCounts(int Queued, int Processing, int Ready, int Failed, int Canceled);
