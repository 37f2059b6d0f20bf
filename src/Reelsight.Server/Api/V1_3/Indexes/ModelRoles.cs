using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>The model names of the API that this server gives a role to.</summary>
internal static class ModelRoles
{
    /// <summary>The encoder: search and embeddings.</summary>
    internal const string Encoder = "marengo3.0";

    /// <summary>The analyst.</summary>
    internal const string Analyst = "pegasus1.2";

    /// <summary>The analyst by its newer name: it also takes pictures in prompts, windows of time, and finds segments.</summary>
    internal const string Analyst15 = "pegasus1.5";

    /// <summary>What an index may be told to look at.</summary>
    internal static readonly string[] Options = ["visual", "audio"];

    /// <summary>The options the index's encoder was created with; null when it has none and cannot be searched.</summary>
    internal static IReadOnlyList<string>? EncoderOptions(IndexRecord index) =>
        index.Models.FirstOrDefault(m => m.Name == Encoder)?.Options;
}
