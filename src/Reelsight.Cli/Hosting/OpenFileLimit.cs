using System.Globalization;
using System.Runtime.CompilerServices;
using Reelsight.Cli.Errors;

namespace Reelsight.Cli.Hosting;

/// <summary>
/// Refuses to run when the process may open too few files. It is the first thing that the program does: each library that it loads is an
/// open file, and soon there would be none left to say anything with.
/// </summary>
internal static class OpenFileLimit
{
    /// <summary>Libraries, the database, models, media tools and clients need them; with fewer, failures come late.</summary>
    private const int Minimum = 256;

    private const string LimitsFile = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Ends the process with a sentence when the limit is too low.</summary>
    [ModuleInitializer]
    internal static void Check()
    {
        if (Read() is { } most && most < Minimum)
        {
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"reelsight: The process may open only {most} files, and needs at least {Minimum}: raise the limit (ulimit -n 4096, or "
                        + $"LimitNOFILE of the service), then start it again."
                )
            );
            Environment.Exit(ExitCodes.MissingRequirement);
        }
    }

    // The soft limit, which the runtime has raised to the hard one.
    private static int? Read()
    {
        try
        {
            foreach (var line in File.Exists(LimitsFile) ? File.ReadAllLines(LimitsFile) : [])
            {
                if (line.StartsWith(Line, StringComparison.Ordinal))
                {
                    var soft = line[Line.Length..].TrimStart();
                    var end = soft.IndexOf(' ', StringComparison.Ordinal);
                    return int.TryParse(end < 0 ? soft : soft[..end], CultureInfo.InvariantCulture, out var limit) ? limit : null;
                }
            }
        }
        catch (IOException)
        { /* nothing is known of the limit */
        }
        return null;
    }
}
