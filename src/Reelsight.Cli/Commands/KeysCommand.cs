using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>keys</c>: makes, lists and revokes API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Make, list or revoke API keys.")
        {
            CreateList(),
            CreateMake(),
            ClientCommand.Create("revoke", "Revoke a key at once.", [_id], async (parsed, client, terminal, ct) =>
            {
                await client.DeleteKeyAsync(parsed.GetValue(_id)!, ct);
                terminal.WriteJson(new { Revoked = parsed.GetValue(_id) });
                terminal.WriteLine("The key is revoked.");
            }),
        };

    private static readonly Argument<string> _id = new("id") { Description = "Id of the key, as keys list shows it." };

    private static Command CreateList() =>
        ClientCommand.Create("list", "Show every key of the account, without the keys themselves.", [], async (_, client, terminal, ct) =>
            Show(await client.GetKeysAsync(ct), terminal)
        );

    private static Command CreateMake()
    {
        var name = new Argument<string>("name") { Description = "What to call the key." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may do: read, write, label or admin; may be repeated. Read unless told.",
            HelpName = "SCOPE",
        };
        var days = new Option<int>("--days")
        {
            Description = "When it ends: in so many days, 365 unless told.",
            HelpName = "N",
            DefaultValueFactory = _ => 365,
        };
        return ClientCommand.Create(
            "create",
            "Make a key and print it, once.",
            [name, scopes, days],
            async (parsed, client, terminal, ct) =>
            {
                var key = await client.CreateKeyAsync(
                    new NewKey(
                        parsed.GetValue(name)!,
                        parsed.GetValue(scopes) is { Length: > 0 } given ? given : ["read"],
                        parsed.GetValue(days)
                    ),
                    ct
                );
                terminal.WriteJson(key);
                terminal.WriteLine($"{key.Key}");
                terminal.WriteProgress("This is the only time that the key is shown.");
            }
        );
    }

    private static void Show(IReadOnlyList<WireKey> keys, Terminal terminal)
    {
        terminal.WriteJson(new { Keys = keys });
        terminal.WriteTable(["Id", "Name", "Scopes", "Ends", "Last used"], [.. keys.Select(ToRow)]);
    }

    private static string[] ToRow(WireKey key) =>
        [
            key.Id,
            key.Name,
            string.Join(" ", key.Scopes),
            key.Expired ? "over" : FormatDay(key.ExpiresAt, "never"),
            FormatDay(key.LastUsedAt, "never"),
        ];

    private static string FormatDay(DateTimeOffset? at, string none) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? none;
}
