using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Bench.Vectors;

/// <summary>The same vectors in FAISS, by faiss_flat.py, where Debian's python3-faiss is installed.</summary>
internal static class FaissBaseline
{
    public static async Task RunAsync(string folder, int documents, float[][] queries, int best, double oursMs)
    {
        var (rows, asked) = (Path.Combine(folder, "rows.int8"), Path.Combine(folder, "queries.float"));
        await using (var file = File.Create(rows))
        {
            foreach (
                var values in Enumerable
                    .Range(0, documents)
                    .AsParallel()
                    .AsOrdered()
                    .Select(document => SyntheticRows.Create(document).Values)
            )
            {
                file.Write(MemoryMarshal.AsBytes<sbyte>(values));
            }
        }
        await File.WriteAllBytesAsync(asked, MemoryMarshal.AsBytes<float>(queries.SelectMany(query => query).ToArray()).ToArray());
        using var python = Start(
            "/usr/bin/python3",
            Path.Combine(AppContext.BaseDirectory, "faiss_flat.py"),
            rows,
            asked,
            SyntheticRows.Dimension.ToString(CultureInfo.InvariantCulture),
            best.ToString(CultureInfo.InvariantCulture)
        );
        var lines = python is null ? "" : await python.StandardOutput.ReadToEndAsync();
        if (lines.Length == 0)
        {
            Console.WriteLine("FAISS: python3-faiss is not installed");
        }
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, p50) = (line.Split('\t')[0], double.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture));
            Console.WriteLine(FormattableString.Invariant($"{name, -39} p50 {p50, 8:0.00} ms   {p50 / oursMs:0.0} times ours"));
        }
        File.Delete(rows);
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no Python of the system
        }
    }
}
