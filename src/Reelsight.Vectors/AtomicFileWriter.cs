namespace Reelsight.Vectors;

/// <summary>Writes files so that, after a crash, either the whole new file or the old one is there.</summary>
internal static class AtomicFileWriter
{
    /// <summary>Extension of unfinished files; they are deleted when the index is opened.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes a temporary file, flushes it to disk, renames it to its final name, and flushes the folder.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        var temporary = path + TemporaryExtension;
        // Somebody may have deleted the folder while it was in use.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
