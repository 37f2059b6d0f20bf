using System.CommandLine;
using Reelsight.Cli.Doctor;

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
                var terminal = parsed.Terminal(json);
                var settings = parsed.Settings(data, config, ("port", parsed.GetValue(port).Text()), ("models", parsed.GetValue(models)));
                var checks = await new Checkup(settings).RunAsync(ct);
                terminal.Answer(
                    new
                    {
                        Good = checks.All(check => check.Verdict != Verdict.Bad),
                        Checks = checks.Select(check => new
                        {
                            check.Name,
                            Verdict = check.Verdict.ToString().ToLowerInvariant(),
                            check.Finding,
                            check.Remedy,
                        }),
                    }
                );
                foreach (var check in checks)
                {
                    terminal.Say($"{Mark(check.Verdict), -5} {check.Name, -13} {check.Finding}");
                    if (check.Remedy is { } remedy)
                    {
                        terminal.Say($"      {"", -13} -> {remedy}");
                    }
                }
                return checks.Any(check => check.Verdict == Verdict.Bad) ? ExitCodes.Failed : ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Good => "ok",
            Verdict.Weak => "weak",
            _ => "BAD",
        };
}
