using System.Text.Json;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>What a streamed answer says of itself.</summary>
internal sealed record StreamMetadata(string GenerationId, TokensView? Usage = null);
