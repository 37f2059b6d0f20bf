using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>audit</c>: shows what was done in the account.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var action = new Option<string?>("--action")
        {
            Description = "Only this action: the name of an operation, SignIn, SignOut, KeyRefused or SignInRefused.",
            HelpName = "NAME",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "How many events, newest first; 50 unless told.",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };
        return ClientCommand.Create(
            "audit",
            "Show what was done in the account: sign-ins, refused keys, deletions, exports, changes of keys, people and tenants.",
            [action, limit],
            async (parsed, client, terminal, ct) =>
                Show(await client.GetAuditEventsAsync(parsed.GetValue(action), parsed.GetValue(limit), ct), terminal)
        );
    }

    private static void Show(IReadOnlyList<WireAuditEvent> events, Terminal terminal)
    {
        terminal.WriteJson(new { Events = events });
        terminal.WriteTable(["Time", "Action", "Who", "From", "What"], [.. events.Select(ToRow)]);
    }

    private static string[] ToRow(WireAuditEvent one) =>
        [
            one.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            one.Count > 1 ? $"{one.Action} x {one.Count}" : one.Action,
            one.Actor.Length > 0 ? one.Actor : "-",
            one.Address,
            one.Subject ?? "",
        ];
}
