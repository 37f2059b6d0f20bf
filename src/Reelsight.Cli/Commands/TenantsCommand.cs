using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>tenants</c>: makes, lists, limits, suspends and deletes accounts.</summary>
internal static class TenantsCommand
{
    private static readonly Argument<string> _id = new("id") { Description = "Id of the account, as tenants list shows it." };
    private static readonly Option<long?> _storage = new("--storage-gb")
    {
        Description = "The most gigabytes of its assets; 0 is no limit.",
        HelpName = "N",
    };
    private static readonly Option<long?> _minutes = new("--minutes")
    {
        Description = "The most minutes of footage in its indexes; 0 is no limit.",
        HelpName = "N",
    };
    private static readonly Option<long?> _requests = new("--requests-per-day")
    {
        Description = "The most requests of a day; 0 is no limit.",
        HelpName = "N",
    };

    public static Command Create() =>
        new("tenants", "Manage the accounts of the server.")
        {
            ClientCommand.Create("list", "Show every account and what it uses.", [], async (_, client, terminal, ct) =>
                Show(await client.GetTenantsAsync(ct), terminal)
            ),
            CreateMake(),
            ClientCommand.Create(
                "limit",
                "Set the quotas of an account.",
                [_id, _storage, _minutes, _requests],
                async (parsed, client, terminal, ct) =>
                    Show([await client.UpdateTenantAsync(parsed.GetValue(_id)!, ReadQuotas(parsed), ct)], terminal)
            ),
            CreateSwitch("suspend", "Refuse an account's keys, browsers and links.", suspended: true),
            CreateSwitch("resume", "Let a suspended account in again.", suspended: false),
            ClientCommand.Create(
                "delete",
                "Delete an account with all that is its own, for good.",
                [_id],
                async (parsed, client, terminal, ct) =>
                {
                    await client.DeleteTenantAsync(parsed.GetValue(_id)!, ct);
                    terminal.WriteJson(new { Deleted = parsed.GetValue(_id) });
                    terminal.WriteLine("The account is deleted with everything in it.");
                }
            ),
        };

    private static Command CreateMake()
    {
        var name = new Argument<string>("name") { Description = "What to call the account." };
        return ClientCommand.Create(
            "create",
            "Make an account and print a key for its administrator, once.",
            [name, _storage, _minutes, _requests],
            async (parsed, client, terminal, ct) =>
            {
                var tenant = await client.CreateTenantAsync(ReadQuotas(parsed) with { Name = parsed.GetValue(name) }, ct);
                var key = await client.CreateTenantKeyAsync(tenant.Id, new NewKey("administrator", ["admin"], 365), ct);
                terminal.WriteJson(
                    new
                    {
                        tenant.Id,
                        tenant.Name,
                        key.Key,
                    }
                );
                terminal.WriteLine($"{tenant.Id}  {tenant.Name}");
                terminal.WriteLine($"{key.Key}");
                terminal.WriteProgress("This is the only time that the key is shown.");
            }
        );
    }

    private static Command CreateSwitch(string name, string description, bool suspended) =>
        ClientCommand.Create(name, description, [_id], async (parsed, client, terminal, ct) =>
            Show([await client.UpdateTenantAsync(parsed.GetValue(_id)!, new TenantChange { Suspended = suspended }, ct)], terminal)
        );

    private static TenantChange ReadQuotas(ParseResult parsed) =>
        new()
        {
            MaxStorageBytes = parsed.GetValue(_storage) * 1_000_000_000,
            MaxIndexedMinutes = parsed.GetValue(_minutes),
            MaxRequestsPerDay = parsed.GetValue(_requests),
        };

    private static void Show(IReadOnlyList<WireTenant> tenants, Terminal terminal)
    {
        terminal.WriteJson(new { Tenants = tenants });
        terminal.WriteTable(["Id", "Name", "Stored", "Indexed", "Requests a day", ""], [.. tenants.Select(ToRow)]);
    }

    private static string[] ToRow(WireTenant tenant) =>
        [
            tenant.Id,
            tenant.Name,
            DisplayFormat.FormatBytes(tenant.StorageBytes)
                + (tenant.MaxStorageBytes is { } bytes ? $" of {DisplayFormat.FormatBytes(bytes)}" : ""),
            string.Create(CultureInfo.InvariantCulture, $"{tenant.IndexedMinutes:0.#}")
                + (tenant.MaxIndexedMinutes is { } minutes ? $" of {minutes} min" : " min"),
            tenant.MaxRequestsPerDay?.ToString(CultureInfo.InvariantCulture) ?? "-",
            tenant.Suspended ? "suspended" : "",
        ];
}
