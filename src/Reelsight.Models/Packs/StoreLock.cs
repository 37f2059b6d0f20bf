namespace Reelsight.Models.Packs;

/// <summary>Lets one process at a time change a store. The operating system frees it when a process dies.</summary>
internal static class StoreLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<FileStream> TakeAsync(string root, TimeProvider time, CancellationToken ct)
    {
        Directory.CreateDirectory(root);
        var path = Path.Combine(root, ".lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException cause) when (cause is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(Pause, time, ct).ConfigureAwait(false);
            }
        }
    }
}
