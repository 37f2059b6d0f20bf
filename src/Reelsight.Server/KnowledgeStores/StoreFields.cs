using Reelsight.Server.Http;

namespace Reelsight.Server.KnowledgeStores;

/// <summary>Rules about the fields that stores and their collections share.</summary>
internal static class StoreFields
{
    /// <summary>A required name.</summary>
    internal static string Name(string? name) => string.IsNullOrWhiteSpace(name) ? throw Fail.Missing("name") : name;

    /// <summary>A name in a change: absent leaves the present one, blank is refused.</summary>
    internal static string Name(string? change, string present) =>
        change is null ? present : string.IsNullOrWhiteSpace(change) ? throw Fail.Invalid("The parameter name must not be empty.") : change;
}
