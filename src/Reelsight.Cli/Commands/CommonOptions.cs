using System.Collections;
using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Commands;

/// <summary>Options that several commands share, and the settings they make together with environment and settings file.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data() => new("--data") { Description = "Folder of the database and the media.", HelpName = "FOLDER" };

    public static Option<string?> Config() => new("--config") { Description = "JSON file with settings.", HelpName = "FILE" };

    public static Option<string?> Models() => new("--models") { Description = "Folder of the models.", HelpName = "FOLDER" };

    public static Option<bool> Json() => new("--json") { Description = "Answer with one JSON document on standard output." };

    public static Option<int?> Port() => new("--port") { Description = "Port to listen on; 0 takes a free one.", HelpName = "N" };

    public static Option<string> Index(string name) =>
        new("--index")
        {
            Description = "Name of the index.",
            HelpName = "NAME",
            DefaultValueFactory = _ => name,
        };

    public static Option<Uri?> Server() =>
        new("--server")
        {
            Description = "Use the server at this address instead of the data folder.",
            HelpName = "URL",
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                {
                    return url;
                }

                result.AddError("--server must be an http or https URL, such as http://127.0.0.1:7860.");
                return null;
            },
        };

    public static Option<string?> Key() => new("--key") { Description = "API key of that server.", HelpName = "KEY" };

    /// <summary>Settings from the options given, then the environment, then the file.</summary>
    /// <exception cref="CommandException">A value cannot be used.</exception>
    public static ServerSettings LoadSettings(
        this ParseResult parsed,
        Option<string?>? data = null,
        Option<string?>? config = null,
        params (string Name, string? Value)[] more
    )
    {
        var given = more.Append(("data", data is null ? null : parsed.GetValue(data)))
            .Where(setting => setting.Item2 is not null)
            .ToDictionary(setting => setting.Item1, setting => setting.Item2!);
        var environment = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        try
        {
            return SettingsLoader.Load(given, environment, config is null ? null : parsed.GetValue(config));
        }
        catch (SettingsException cause)
        {
            throw new CommandException(ExitCodes.Usage, cause.Message, cause);
        }
    }

    public static string? ToText(this int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static Terminal GetTerminal(this ParseResult parsed, Option<bool> json) => Output.Terminal.ForProcess(parsed.GetValue(json));
}
