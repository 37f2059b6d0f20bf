using Reelsight.Core;
using Reelsight.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>Entities that a query's text names, as <c>&lt;@entity_id&gt;</c> anywhere in it.</summary>
internal static class EntityReferences
{
    /// <summary>Takes the references out of a text.</summary>
    /// <returns>The rest of the text, and the ids in the order they came, without doubles.</returns>
    /// <exception cref="ApiException">400: a reference holds no id, or there are too many.</exception>
    internal static (string Remainder, IReadOnlyList<string> Ids) Extract(string text)
    {
        string[] ids =
        [
            .. NamedReferences
                .FindNames(text)
                .Select(id => Identifiers.Check("query_text (<@entity_id>)", id))
                .Distinct(StringComparer.Ordinal),
        ];
        if (ids.Length > SearchQuery.MaxEntities)
        {
            throw Fail.Invalid($"The parameter query_text names {ids.Length} entities; it takes at most {SearchQuery.MaxEntities}.");
        }

        return (NamedReferences.Replace(text, _ => " "), ids);
    }
}
