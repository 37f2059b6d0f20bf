using System.Text.RegularExpressions;

namespace Reelsight.Server.OpenApi;

/// <summary>Replaces the placeholders of ids in the examples of the list of operations, so that readers see ids that look real.</summary>
internal static partial class OperationExamples
{
    private const string Hex = "66f0c8a1d2b34e5f60718293";
    private const string Uuid = "01920f3a-5b7c-7d8e-9fa0-b1c2d3e4f506";

    /// <summary>The example with an id in place of each name in braces.</summary>
    internal static string FillIds(string example) =>
        IdInBraces()
            .Replace(example, match => match.Groups[1].Value switch
                {
                    "knowledge_store_id" => $"ks_{Uuid}",
                    "item_id" => $"ksi_{Uuid}",
                    "item_collection_id" => $"ksic_{Uuid}",
                    _ => Hex,
                });

    [GeneratedRegex(@"\{(\w+_id)\}")]
    private static partial Regex IdInBraces();
}
