using System.Globalization;

namespace Reelsight.Bench.Fuzz;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Inputs">Inputs for each parser.</param>
/// <param name="Seed">Seed of all random choices.</param>
/// <param name="Target">The only parser; null for all.</param>
/// <param name="InputFile">The only input; null for those that are made.</param>
internal sealed record FuzzOptions(int Inputs, int Seed, string? Target, string? InputFile)
{
    /// <summary>Null when the arguments make no sense.</summary>
    public static FuzzOptions? Parse(string[] args)
    {
        var options = new FuzzOptions(20_000, 1, null, null);
        var numbers = 0;
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] is "--target" or "--input")
            {
                if (at + 1 == args.Length)
                {
                    return null;
                }
                options = args[at] == "--target" ? options with { Target = args[at + 1] } : options with { InputFile = args[at + 1] };
                at++;
            }
            else if (numbers < 2 && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                options = numbers++ == 0 ? options with { Inputs = number } : options with { Seed = number };
            }
            else
            {
                return null;
            }
        }
        var isKnown = options.Target is null || FuzzTargets.All.Any(target => target.Name == options.Target);
        return isKnown && (options.InputFile is null || options.Target is not null) ? options : null;
    }
}
