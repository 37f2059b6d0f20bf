using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>people</c>: who may sign in to the studio by name and password.</summary>
internal static class PeopleCommand
{
    private const int PasswordCharacters = 20;
    private static readonly Argument<string> _name = new("name") { Description = "The name they sign in with." };
    private static readonly Argument<string> _role = new("role") { Description = "viewer, labeller, reviewer or admin." };
    private static readonly Option<bool> _stdin = new("--password-stdin")
    {
        Description = "Read the password from standard input instead of making one and printing it.",
    };

    public static Command Create() =>
        new("people", "Manage who signs in to the studio.")
        {
            ClientCommand.Create("list", "Show everybody.", [], async (_, client, terminal, ct) =>
                Show(await client.GetPeopleAsync(ct), terminal)
            ),
            ClientCommand.Create(
                "create",
                "Let somebody sign in, with a password that is made and printed once.",
                [_name, _role, _stdin],
                async (parsed, client, terminal, ct) =>
                {
                    var password = await ReadPasswordAsync(parsed, ct);
                    var change = new PersonChange
                    {
                        Name = parsed.GetValue(_name),
                        Role = parsed.GetValue(_role),
                        Password = password.Text,
                    };
                    ShowPassword(await client.CreatePersonAsync(change, ct), password, terminal);
                }
            ),
            ClientCommand.Create("role", "Change what somebody may do.", [_name, _role], (parsed, client, terminal, ct) =>
                ChangeAsync(parsed, client, new PersonChange { Role = parsed.GetValue(_role) }, terminal, ct)
            ),
            ClientCommand.Create(
                "password",
                "Give somebody a new password, and sign their browsers out.",
                [_name, _stdin],
                async (parsed, client, terminal, ct) =>
                {
                    var password = await ReadPasswordAsync(parsed, ct);
                    var person = await FindAsync(parsed, client, ct);
                    var changed = await client.UpdatePersonAsync(person.Id, new PersonChange { Password = password.Text }, ct);
                    ShowPassword(changed, password, terminal);
                }
            ),
            CreateSwitch("disable", "Refuse somebody, and sign their browsers out.", disabled: true),
            CreateSwitch("enable", "Let somebody in again.", disabled: false),
            ClientCommand.Create("delete", "Delete somebody; their labels stay.", [_name], async (parsed, client, terminal, ct) =>
            {
                var person = await FindAsync(parsed, client, ct);
                await client.DeletePersonAsync(person.Id, ct);
                terminal.WriteJson(new { Deleted = person.Name });
                terminal.WriteLine($"{person.Name} is deleted.");
            }),
        };

    private static Command CreateSwitch(string name, string description, bool disabled) =>
        ClientCommand.Create(name, description, [_name], (parsed, client, terminal, ct) =>
            ChangeAsync(parsed, client, new PersonChange { Disabled = disabled }, terminal, ct)
        );

    private static async Task ChangeAsync(
        ParseResult parsed,
        ApiClient client,
        PersonChange change,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var person = await FindAsync(parsed, client, ct);
        Show([await client.UpdatePersonAsync(person.Id, change, ct)], terminal);
    }

    private static async Task<WirePerson> FindAsync(ParseResult parsed, ApiClient client, CancellationToken ct)
    {
        var name = parsed.GetValue(_name)!;
        return (await client.GetPeopleAsync(ct)).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException(ExitCodes.Usage, $"There is nobody with the name \"{name}\". people list shows everybody.");
    }

    private static async Task<(string Text, bool Made)> ReadPasswordAsync(ParseResult parsed, CancellationToken ct)
    {
        if (!parsed.GetValue(_stdin))
        {
            const string letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
            return (RandomNumberGenerator.GetString(letters, PasswordCharacters), true);
        }

        return await Console.In.ReadLineAsync(ct) is { Length: > 0 } line
            ? (line, false)
            : throw new CommandException(ExitCodes.Usage, "Standard input holds no password.");
    }

    private static void ShowPassword(WirePerson person, (string Text, bool Made) password, Terminal terminal)
    {
        terminal.WriteJson(new { Person = person, Password = password.Made ? password.Text : null });
        terminal.WriteLine($"{person.Name}  {person.Role}");
        if (password.Made)
        {
            terminal.WriteLine(password.Text);
            terminal.WriteProgress("This is the only time that the password is shown. It can be changed under Settings in the studio.");
        }
    }

    private static void Show(IReadOnlyList<WirePerson> people, Terminal terminal)
    {
        terminal.WriteJson(new { People = people });
        terminal.WriteTable(["Name", "Role", "Last signed in", ""], [.. people.Select(ToRow)]);
    }

    private static string[] ToRow(WirePerson person) =>
        [
            person.Name,
            person.Role,
            person.LastSignInAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never",
            person.Disabled ? "disabled" : "",
        ];
}
