using System.CommandLine;
using Reelsight.Cli.Doctor;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>doctor</c>: checks the machine, with a remedy for each finding.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (port, data, config, models, json) = (
            CommonOptions.Port(),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Models(),
            CommonOptions.Json()
        );
        var command = new Command("doctor", "Check this machine.") { port, data, config, models, json };
        command.SetAction(
            async (parsed, ct) =>
            {
                var terminal = parsed.GetTerminal(json);
                var settings = parsed.LoadSettings(
                    data,
                    config,
                    ("port", parsed.GetValue(port).ToText()),
                    ("models", parsed.GetValue(models))
                );
                var checks = await new SystemDiagnostics(settings).RunAsync(ct);
                terminal.WriteJson(
                    new
                    {
                        Good = checks.All(check => check.Verdict != CheckStatus.Bad),
                        Checks = checks.Select(check => new
                        {
                            check.Name,
                            Verdict = check.Verdict.ToString().ToLowerInvariant(),
                            check.Finding,
                            check.Remedy,
                        }),
                    }
                );
                if (!terminal.TryWriteTable(["", "Check", "Finding"], checks.Select(ToRow)))
                {
                    WriteLines(checks, terminal);
                }

                return checks.Any(check => check.Verdict == CheckStatus.Bad) ? ExitCodes.Failed : ExitCodes.Success;
            }
        );
        return command;
    }

    private static string[] ToRow(SystemCheck check) =>
        [Mark(check.Verdict), check.Name, check.Remedy is { } remedy ? $"{check.Finding}\n-> {remedy}" : check.Finding];

    private static void WriteLines(IReadOnlyList<SystemCheck> checks, Terminal terminal)
    {
        foreach (var check in checks)
        {
            terminal.WriteLine($"{Mark(check.Verdict), -5} {check.Name, -13} {check.Finding}");
            if (check.Remedy is { } remedy)
            {
                terminal.WriteLine($"      {"", -13} -> {remedy}");
            }
        }
    }

    private static string Mark(CheckStatus verdict) =>
        verdict switch
        {
            CheckStatus.Good => "ok",
            CheckStatus.Weak => "weak",
            _ => "BAD",
        };
}
