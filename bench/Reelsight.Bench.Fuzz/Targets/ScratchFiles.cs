namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Files for parsers that read no other way, in a folder that goes with the process.</summary>
internal static class ScratchFiles
{
    private static readonly Lazy<string> _folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-fuzz-files-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    /// <summary>Writes a file, in place of an earlier one of the name.</summary>
    public static string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder.Value, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>An empty folder.</summary>
    public static string Renew(string name)
    {
        var path = Path.Combine(_folder.Value, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        return Directory.CreateDirectory(path).FullName;
    }
}
