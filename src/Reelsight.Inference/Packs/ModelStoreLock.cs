namespace Reelsight.Inference.Packs;

/// <summary>Lets one process at a time change a store. The operating system frees it when a process dies.</summary>
internal static class ModelStoreLock
{
    // EWOULDBLOCK on Linux, which .NET reports when another process holds the file.
    private const int HeldByAnotherProcess = 11;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<FileStream> AcquireAsync(string root, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(root);
                return new FileStream(Path.Combine(root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException cause) when (cause.HResult == HeldByAnotherProcess)
            {
                await Task.Delay(Pause, time, ct);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new ModelStoreException(
                    $"The model store {root} cannot be written: {cause.Message} Name another folder in REELSIGHT_MODELS.",
                    cause
                );
            }
        }
    }
}
