using System.Text.Json.Serialization;
using Reelsight.Server.AnalyzeTasks;
using Reelsight.Server.Webhooks;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.AnalyzeBatches;

/// <summary>How many items of a batch are in which state.</summary>
internal sealed record BatchCounts(int Queued, int Processing, int Ready, int Failed, int Canceled);
