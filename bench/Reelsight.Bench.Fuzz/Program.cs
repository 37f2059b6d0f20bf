using System.Diagnostics;
using System.Globalization;
using Reelsight.Bench.Fuzz;

// Gives damaged inputs to our own parsers and lists those that are neither accepted nor refused with an error of the parser's own.
// Usage: ./reelsight bench fuzz [inputs-per-target] [seed] [--target NAME] [--input FILE]
int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
if (args is [FuzzProcess.Command, var inside, var first, var end, var own, var where])
{
    FuzzProcess.RunInside(FuzzTargets.Find(inside), Number(own), Number(first), Number(end), where);
    return 0;
}
var options = FuzzOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("Usage: ./reelsight bench fuzz [inputs-per-target] [seed] [--target NAME] [--input FILE]");
    Console.Error.WriteLine($"Targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
    return 2;
}
if (options.InputFile is { } file)
{
    var what = FuzzRun.Try(FuzzTargets.Find(options.Target!), File.ReadAllBytes(file), out var isAccepted);
    Console.WriteLine(
        what is not null ? $"FINDING: {what}"
        : isAccepted ? "accepted"
        : "refused with an error of its own"
    );
    return what is null ? 0 : 1;
}
var folder = Directory.CreateTempSubdirectory("reelsight-fuzz-").FullName;
var watch = Stopwatch.StartNew();
var (all, kinds) = (default(FuzzCount), 0);
Console.WriteLine("| target | inputs | accepted | refused | findings |\n|---|---|---|---|---|");
foreach (var target in FuzzTargets.All.Where(target => options.Target is null || target.Name == options.Target))
{
    var found = new List<string>();
    var count = FuzzProcess.Run(target, options.Inputs, options.Seed, folder, (kind, text) =>
    {
        lock (found)
        {
            found.Add($"FINDING in {target.Name}: {kind}\n  {text}\n  again: ./reelsight bench fuzz --target {target.Name} --input FILE");
        }
    });
    all += count;
    kinds += found.Count;
    Console.WriteLine($"| {target.Name} | {count.Inputs} | {count.Accepted} | {count.Refused} | {count.Found} |");
    found.ForEach(Console.Error.WriteLine);
}
Console.WriteLine($"| all | {all.Inputs} | {all.Accepted} | {all.Refused} | {all.Found} |");
Console.WriteLine($"\n{watch.Elapsed.TotalSeconds:0} s, {kinds} kinds of findings{(kinds > 0 ? $", inputs in {folder}" : "")}");
if (kinds == 0)
{
    Directory.Delete(folder, recursive: true);
}
return kinds == 0 ? 0 : 1;
