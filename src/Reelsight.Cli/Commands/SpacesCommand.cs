using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary>
/// <c>spaces</c>: the visual spaces that footage is placed in, which of them is searched, and how far one being built has come.
/// </summary>
internal static class SpacesCommand
{
    public static Command Create() =>
        new("spaces", "Show or change the space that searches look in.")
        {
            CreateSubcommand("list", "Show every space and its state.", null, async (client, _, terminal, ct) =>
                Show(await client.GetSpacesAsync(ct), terminal)
            ),
            CreateSubcommand(
                "switch",
                "Have searches look in another complete space.",
                "Name of the space.",
                async (client, space, terminal, ct) =>
                {
                    await client.SwitchSpaceAsync(space, ct);
                    Show(await client.GetSpacesAsync(ct), terminal);
                }
            ),
            CreateSubcommand("drop", "Delete a space that is not searched.", "Name of the space.", async (client, space, terminal, ct) =>
            {
                await client.DropSpaceAsync(space, ct);
                Show(await client.GetSpacesAsync(ct), terminal);
            }),
        };

    private static Command CreateSubcommand(
        string name,
        string description,
        string? argument,
        Func<ApiClient, string, Terminal, CancellationToken, Task> run
    )
    {
        var space = argument is null ? null : new Argument<string>("space") { Description = argument };
        return ClientCommand.Create(name, description, space is null ? [] : [space], (parsed, client, terminal, ct) =>
            run(client, space is null ? "" : parsed.GetValue(space)!, terminal, ct)
        );
    }

    private static string[] ToRow(WireSpace space) =>
        [
            space.State,
            space.Name,
            $"{space.Done} of {space.Total}",
            string.Join('\n', space.Failures.Select(failure => $"{failure.Filename}: {failure.Reason}")),
        ];

    private static void Show(IReadOnlyList<WireSpace> spaces, Terminal terminal)
    {
        terminal.WriteJson(new { Spaces = spaces });
        if (terminal.TryWriteTable(["State", "Space", "Files", "Failures"], spaces.Select(ToRow)))
        {
            return;
        }

        foreach (var space in spaces)
        {
            var failed = space.Failed > 0 ? $", {space.Failed} of them without a place" : "";
            terminal.WriteLine(
                $"{space.State, -9} {space.Name, -24} {space.Done} of {DisplayFormat.FormatCount(space.Total, "file")}{failed}"
            );
            foreach (var failure in space.Failures)
            {
                terminal.WriteLine($"          {failure.Filename}: {failure.Reason}");
            }
        }
    }
}
