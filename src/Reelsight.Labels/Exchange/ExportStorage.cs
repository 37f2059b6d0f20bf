using Reelsight.Vectors;

namespace Reelsight.Labels.Exchange;

/// <summary>The archives of finished exports, in the folder <c>exports</c> of the data folder. They are kept for a week.</summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="clock">The clock.</param>
public sealed class ExportStorage(string dataDir, TimeProvider clock)
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private readonly string _folder = Path.Combine(dataDir, "exports");

    /// <summary>Where the archive of an export lies, or will.</summary>
    public string GetPath(string exportId)
    {
        Directory.CreateDirectory(_folder);
        return Path.Combine(_folder, $"{exportId}.zip");
    }

    /// <summary>Puts a written archive in its place; it is on disk when the method returns.</summary>
    public void Publish(string partial, string exportId)
    {
        using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, GetPath(exportId), overwrite: true);
        DurableFiles.FlushFolder(_folder);
    }

    /// <summary>Whether the archive of an export is there.</summary>
    public bool Exists(string exportId) => File.Exists(GetPath(exportId));

    /// <summary>Deletes the archive of an export, if there is one.</summary>
    public void Delete(string exportId) => File.Delete(GetPath(exportId));

    /// <summary>Deletes archives that have been kept long enough: also those whose label set was deleted with its index.</summary>
    public void DeleteExpired()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            if (File.GetLastWriteTimeUtc(file) < (clock.GetUtcNow() - Retention).UtcDateTime)
            {
                File.Delete(file);
            }
        }
    }
}
