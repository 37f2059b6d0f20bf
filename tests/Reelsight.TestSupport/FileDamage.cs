namespace Reelsight.TestSupport;

/// <summary>Does to files what other programs do: without the locks that .NET takes, so that it works on files in use.</summary>
public static class FileDamage
{
    private const FileShare Anybody = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Cuts a file off; a negative length is taken from its end.</summary>
    public static void Truncate(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, Anybody);
        RandomAccess.SetLength(file, length < 0 ? RandomAccess.GetLength(file) + length : length);
    }

    /// <summary>Flips a bit of a byte; a negative position counts from the end.</summary>
    public static void Flip(string path, long position)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Anybody);
        var at = position < 0 ? RandomAccess.GetLength(file) + position : position;
        Span<byte> value = stackalloc byte[1];
        RandomAccess.Read(file, value, at);
        value[0] ^= 4;
        RandomAccess.Write(file, value, at);
    }

    /// <summary>Overwrites a file with zeros of the same length.</summary>
    public static void Zero(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, Anybody);
        RandomAccess.Write(file, new byte[RandomAccess.GetLength(file)], 0);
    }
}
