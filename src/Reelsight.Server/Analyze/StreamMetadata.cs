using System.Text.Json;
using Reelsight.Server.Generation;
using Reelsight.Storage;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;

namespace Reelsight.Server.Analyze;

/// <summary>What a streamed answer says of itself.</summary>
internal sealed record StreamMetadata(string GenerationId, TokensView? Usage = null);
