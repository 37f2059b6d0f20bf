using System.IO.MemoryMappedFiles;

namespace Reelsight.Bench.Fuzz;

/// <summary>How far a process has come with the inputs, in a file that outlives its crash.</summary>
internal sealed class FuzzProgress(string path) : IDisposable
{
    private readonly MemoryMappedFile _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, 16);
    private MemoryMappedViewAccessor? _view;

    private MemoryMappedViewAccessor View => _view ??= _file.CreateViewAccessor();

    /// <summary>The input that is tried now.</summary>
    public int Number
    {
        get => View.ReadInt32(0);
        set => View.Write(0, value);
    }

    /// <summary>What came of those before.</summary>
    public FuzzCount Count
    {
        get => new(View.ReadInt32(4), View.ReadInt32(8), View.ReadInt32(12));
        set
        {
            View.Write(4, value.Inputs);
            View.Write(8, value.Accepted);
            View.Write(12, value.Refused);
        }
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file.Dispose();
    }
}
