using System.Diagnostics;
using System.Globalization;
using Reelsight.Bench.Soak;

// Kills a server again and again while clients work, and looks afterwards whether anything that it acknowledged is missing, was done twice
// or never ended. Usage: ./reelsight bench soak [kills] [seed]
if (args is [SoakServer.Command, var dataDir, var killAt])
{
    await SoakServer.RunAsync(dataDir, killAt);
    return 0;
}
int Argument(int place, int fallback) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : fallback;
var (kills, seed) = (Argument(0, 200), Argument(1, 1));
var watch = Stopwatch.StartNew();
var report = await SoakRun.RunAsync(new SoakOptions(kills, seed), Console.WriteLine);
var upgrade = await UpgradeRun.RunAsync(Math.Max(5, kills / 10), seed);
Console.WriteLine();
Console.WriteLine($"| what | number |\n|---|---|\n| seconds | {watch.Elapsed.TotalSeconds:0} |");
foreach (var (name, number) in report.Numbers.Concat(upgrade.Numbers))
{
    Console.WriteLine($"| {name} | {number} |");
}
foreach (var violation in report.Violations.Concat(upgrade.Violations))
{
    Console.WriteLine($"VIOLATION: {violation}");
}
return report.Violations.Count + upgrade.Violations.Count == 0 ? 0 : 1;
