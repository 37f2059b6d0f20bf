namespace Reelsight.Analysis.Schemas;

/// <summary>Tells schemas that only an endless value could fit.</summary>
internal static class SchemaRecursionCheck
{
    /// <summary>The path of a requirement without end, or null.</summary>
    public static string? FindEndlessRequirement(SchemaNode root) =>
        Visit(root, "$", new(ReferenceEqualityComparer.Instance), new(ReferenceEqualityComparer.Instance));

    private static string? Visit(SchemaNode node, string path, HashSet<SchemaNode> open, HashSet<SchemaNode> done)
    {
        var schema = node.Resolved;
        if (done.Contains(schema))
        {
            return null;
        }

        if (!open.Add(schema))
        {
            return path;
        }

        string? endless = null;
        if (schema.AnyOf is { } options)
        {
            // One option that ends is enough.
            var ends = options.Select(option => Visit(option, path, open, done)).ToList();
            endless = ends.TrueForAll(e => e is not null) ? ends[0] : null;
        }
        foreach (var property in schema.Properties.Where(p => p.Required))
        {
            endless ??= Visit(property.Schema, $"{path}.{property.Name}", open, done);
        }

        if (schema is { Items: { } items, MinItems: 1 })
        {
            endless ??= Visit(items, $"{path}[]", open, done);
        }

        open.Remove(schema);
        if (endless is null)
        {
            done.Add(schema);
        }

        return endless;
    }
}
