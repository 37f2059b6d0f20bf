namespace Reelsight.Analysis.Schemas;

/// <summary>
/// Counts the values of the smallest answer that each part of a schema allows, before one is built: a few references, each required twice,
/// ask for more values than any memory holds. Linear in the schema but for choices, which are weighed again until none gets smaller.
/// </summary>
internal static class SmallestAnswer
{
    /// <summary>Most values that a part of a schema may require.</summary>
    internal const int MaxValues = 10_000;

    /// <summary>Most levels that a part of a schema may require; what holds it adds its own, and writers of JSON stop at 64.</summary>
    internal const int MaxDepth = 40;

    // Counts stop growing here, far above what is allowed and far below what overflows.
    private const int Ceiling = 1_000_000_000;
    private const int Endless = int.MaxValue;

    /// <summary>Sets <see cref="SchemaNode.SmallestAnswerValues"/> of all parts.</summary>
    /// <param name="root">The schema.</param>
    /// <param name="parts">All parts with their paths, the root first, definitions included.</param>
    /// <exception cref="SchemaException">A part requires itself without end, or too many values or levels.</exception>
    public static void Measure(SchemaNode root, IReadOnlyList<(SchemaNode Node, string Path)> parts)
    {
        var nodes = Collect(parts);
        foreach (var node in nodes)
        {
            node.SmallestAnswerValues = Endless;
        }

        Settle(nodes, node => CountValues(node), (node, count) => node.SmallestAnswerValues = count, node => node.SmallestAnswerValues);
        if (root.Resolved.SmallestAnswerValues == Endless)
        {
            throw CreateEndless(FindEndlessPath(root));
        }

        var depths = nodes.ToDictionary(node => node, _ => 1, ReferenceEqualityComparer.Instance as IEqualityComparer<SchemaNode>);
        Settle(
            nodes.Where(node => node.SmallestAnswerValues <= MaxValues),
            node => Math.Min(MaxDepth + 1, 1 + GetRequired(node).Select(inner => depths[inner]).DefaultIfEmpty(0).Max()),
            (node, depth) => depths[node] = depth,
            node => depths[node]
        );
        foreach (var (node, path) in parts)
        {
            var schema = node.Resolved;
            // Also where nothing requires it: once begun, it could not be ended.
            if (schema.SmallestAnswerValues == Endless)
            {
                throw CreateEndless(path);
            }

            if (schema.SmallestAnswerValues > MaxValues)
            {
                throw SchemaParser.CreateInvalid(
                    path,
                    $"requires more than {MaxValues} values; make properties optional or nest fewer references"
                );
            }

            if (depths[schema] > MaxDepth)
            {
                throw SchemaParser.CreateInvalid(path, $"requires more than {MaxDepth} levels; make properties optional or nest less");
            }
        }
    }

    /// <summary>The option that the smallest answer takes: a plain value, else what has the fewest values.</summary>
    internal static SchemaNode ChooseOption(IReadOnlyList<SchemaNode> options) =>
        options
            .OrderBy(o => o.Resolved is { Type: SchemaType.Object or SchemaType.Array } or { AnyOf: not null } ? 1 : 0)
            .ThenBy(o => o.Resolved.SmallestAnswerValues)
            .First();

    private static SchemaException CreateEndless(string path) =>
        SchemaParser.CreateInvalid(path, "requires itself without end; make the property optional or an array");

    private static List<SchemaNode> Collect(IReadOnlyList<(SchemaNode Node, string Path)> parts)
    {
        var seen = new HashSet<SchemaNode>(ReferenceEqualityComparer.Instance);
        var nodes = new List<SchemaNode>();
        var waiting = new Stack<SchemaNode>(parts.Select(part => part.Node));
        while (waiting.TryPop(out var next))
        {
            var node = next.Resolved;
            if (!seen.Add(node))
            {
                continue;
            }

            nodes.Add(node);
            foreach (var inner in (node.AnyOf ?? []).Concat(node.Properties.Select(p => p.Schema)))
            {
                waiting.Push(inner);
            }

            if (node.Items is { } items)
            {
                waiting.Push(items);
            }
        }
        return nodes;
    }

    // Again until nothing changes: at most once for each part, since each round settles at least one.
    private static void Settle(
        IEnumerable<SchemaNode> nodes,
        Func<SchemaNode, int> measure,
        Action<SchemaNode, int> set,
        Func<SchemaNode, int> get
    )
    {
        var all = nodes.ToList();
        for (var (round, changed) = (0, true); changed && round <= all.Count; round++)
        {
            changed = false;
            foreach (var node in all)
            {
                var measured = measure(node);
                if (measured != get(node))
                {
                    set(node, measured);
                    changed = true;
                }
            }
        }
    }

    private static int CountValues(SchemaNode node)
    {
        long count = node.AnyOf is null ? 1 : 0;
        foreach (var inner in GetRequired(node))
        {
            if (inner.SmallestAnswerValues == Endless)
            {
                return Endless;
            }

            count = Math.Min(count + inner.SmallestAnswerValues, Ceiling);
        }
        return (int)Math.Max(1, count);
    }

    // What the smallest answer of a part is made of.
    private static IEnumerable<SchemaNode> GetRequired(SchemaNode node)
    {
        if (node.AnyOf is { } options)
        {
            return options.Any(o => o.Resolved.Type == SchemaType.Null) ? [] : [ChooseOption(options).Resolved];
        }

        return node.Enum is not null ? []
            : node.Type == SchemaType.Object ? node.Properties.Where(p => p.Required).Select(p => p.Schema.Resolved)
            : node is { Type: SchemaType.Array, Items: { } items, MinItems: > 0 } ? [items.Resolved]
            : [];
    }

    private static string FindEndlessPath(SchemaNode root)
    {
        var seen = new HashSet<SchemaNode>(ReferenceEqualityComparer.Instance);
        var (node, path) = (root.Resolved, "$");
        while (seen.Add(node))
        {
            if (node.AnyOf is { } options)
            {
                node = options[0].Resolved;
            }
            else if (node.Type == SchemaType.Array)
            {
                (node, path) = (node.Items!.Resolved, $"{path}[]");
            }
            else
            {
                var property = node.Properties.First(p => p.Required && p.Schema.Resolved.SmallestAnswerValues == Endless);
                (node, path) = (property.Schema.Resolved, $"{path}.{property.Name}");
            }
        }
        return path;
    }
}
