using System.Text;
using Reelsight.Server.Contract;

namespace Reelsight.Server.Tests.Contract;

/// <summary>docs/compatibility.md, made from the list of operations.</summary>
internal static class CompatibilityTable
{
    internal static string Build(OperationList list)
    {
        var numbered = list.Operations.Where(o => o.Number is not null).ToList();
        var (all, done, version) = (numbered.Count, numbered.Count(o => o.State == OperationState.Done), list.Version);
        var text = new StringBuilder(
            $"""
            # Compatibility

            Made from `contract/operations.json`; do not edit. Of the {all} operations of the TwelveLabs API v{version}, {done} are done.
            Parameters, shapes and errors of each: `/docs` of a running server, or `/openapi.json` for programs.

            Sources: **S** the founding documents of this project, **P** the public API description, **N** what newer official clients call,
            **L** what older official clients call.

            """
        );
        foreach (var area in list.Operations.GroupBy(o => o.Tag))
        {
            text.Append($"\n## {area.Key}\n\n| # | operation | what it does | source | state |\n|---|---|---|---|---|\n");
            foreach (var operation in area)
            {
                text.Append(
                    $"| {operation.Number} | `{operation.Method} {operation.Path}` | {What(operation)} | "
                        + $"{string.Join(", ", operation.Sources.ToCharArray())} | {operation.State.ToString().ToLowerInvariant()} |\n"
                );
            }
        }
        return text.ToString();
    }

    private static string What(Operation operation)
    {
        string?[] more =
        [
            operation.MaxFileMb is { } megabytes ? $"Files up to {megabytes} MB." : null,
            operation.Rate is { } rate ? $"Counts as {rate}." : null,
            operation.Note,
        ];
        return string.Join(" ", more.OfType<string>().Prepend($"{operation.Summary}."));
    }
}
