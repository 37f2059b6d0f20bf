namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>Metadata of a streamed answer.</summary>
internal sealed record StreamMetadata(string GenerationId, TokensView? Usage = null);
