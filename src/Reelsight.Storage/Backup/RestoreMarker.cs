using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Backup;

/// <summary>A file that a data folder has while it is being restored: until it is gone, the folder is not whole.</summary>
internal static class RestoreMarker
{
    public const string FileName = "restore.part";

    /// <summary>Refuses a data folder whose restoring was interrupted.</summary>
    /// <exception cref="DataFolderException">It was.</exception>
    public static void ThrowIfUnfinished(string dataDir)
    {
        if (File.Exists(GetPath(dataDir)))
        {
            var sentence =
                "The data folder was being restored from a backup, and that has not ended: run reelsight restore again, it goes on from "
                + "there; or choose another folder with --data.";
            throw new DataFolderException(sentence, new IOException(sentence));
        }
    }

    /// <summary>Where it lies.</summary>
    public static string GetPath(string dataDir) => Path.Combine(dataDir, FileName);
}
