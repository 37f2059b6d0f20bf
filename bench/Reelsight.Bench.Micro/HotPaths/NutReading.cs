using Reelsight.Media.Decoding;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>A NUT stream read packet by packet, with two packets a frame.</summary>
internal sealed class NutReading : HotPath
{
    private readonly byte[] _stream = SampleNutStream.Create();
    private readonly byte[] _frame = new byte[DownscaledFrame.Bytes];

    /// <inheritdoc/>
    public override int Run()
    {
        var reading = ReadAsync();
        return reading.IsCompleted
            ? reading.GetAwaiter().GetResult()
            : throw new InvalidOperationException("A stream in memory was read on another thread, whose bytes are not counted.");
    }

    private async Task<int> ReadAsync()
    {
        using var stream = new MemoryStream(_stream);
        var reader = new NutReader(stream);
        var packets = 0;
        while (await reader.NextAsync() is { } packet && await reader.ReadDataAsync(_frame.AsMemory(0, packet.Size)))
        {
            packets++;
        }

        return packets;
    }
}
