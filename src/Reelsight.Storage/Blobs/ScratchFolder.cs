namespace Reelsight.Storage.Blobs;

/// <summary>A scratch folder that is deleted when disposed.</summary>
public sealed class ScratchFolder(string path) : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        { /* still open somewhere: swept at the next start */
        }
    }
}
