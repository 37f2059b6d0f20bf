using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>A file that is there whole or not at all.</summary>
internal static class AtomicFileWriter
{
    /// <summary>What an unfinished file is called; swept when its index is opened.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes beside, waits for the disk, renames, and waits for the folder.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        var temporary = path + TemporaryExtension;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
