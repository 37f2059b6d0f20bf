using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>The model names of the API that this server gives a role to.</summary>
internal static class ModelRoles
{
    /// <summary>The encoder: search and embeddings.</summary>
    internal const string Encoder = "marengo3.0";

    /// <summary>The model that analyzes videos.</summary>
    internal const string Analyzer = "pegasus1.2";

    /// <summary>The same model by its newer name: it also takes images in prompts, time windows, and finds segments.</summary>
    internal const string Analyzer15 = "pegasus1.5";

    /// <summary>The options of an index.</summary>
    internal static readonly string[] Options = ["visual", "audio"];

    /// <summary>The options the index's encoder was created with; null when it has none and cannot be searched.</summary>
    internal static IReadOnlyList<string>? EncoderOptions(IndexRecord index) =>
        index.Models.FirstOrDefault(m => m.Name == Encoder)?.Options;
}
