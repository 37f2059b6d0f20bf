using Reelsight.Media.Tools;

namespace Reelsight.Media.Delivery;

/// <summary>Files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Copies a child's output to <paramref name="destination"/>; nothing appears when the child fails or writes nothing.
    /// </summary>
    /// <returns>Whether the file is there.</returns>
    public static async Task<bool> WriteAsync(ChildProcess child, string destination, CancellationToken ct)
    {
        var partial = $"{destination}.{Guid.NewGuid():N}.part";
        try
        {
            long written;
            await using (var file = File.Create(partial))
            {
                await child.Output.CopyToAsync(file, ct);
                written = file.Length;
            }
            if (await child.WaitAsync() != 0 || written == 0)
            {
                return false;
            }

            File.Move(partial, destination, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(partial); // gone already when moved
        }
    }
}
