using System.Buffers.Binary;
using Reelsight.Media.Decoding;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>The decoder has read a stranger's file, so what it writes may be anything.</summary>
public sealed class NutReaderTests
{
    private const int CodedPts = 8,
        StreamId = 16,
        SizeMsb = 32,
        Reserved = 128;
    private static readonly long[] OneBase = [3, 1, 65_536, 1, 1, 25];

    [Fact]
    public async Task A_whole_stream_is_read()
    {
        var file = Write(MainHeader(OneBase, CodedPts | SizeMsb), Stream(0, 0, 7), [0, 3, 5, .. "hello"u8]);
        var reader = new NutReader(new MemoryStream(file));
        var packet = await reader.NextAsync();
        Assert.Equal((0, 5), (packet!.Value.Stream, packet.Value.Size));
        var data = new byte[5];
        Assert.True(await reader.ReadDataAsync(data));
        Assert.Equal("hello"u8.ToArray(), data);
        Assert.Null(await reader.NextAsync());
    }

    public static TheoryData<string> Damages =>
        [
            "no streams below zero",
            "no time base",
            "a time base of zero",
            "a stream that is not there",
            "a time base that is not there",
            "a frame of a stream that is not there",
            "a frame before any header",
            "a frame of two gigabytes",
            "a frame with reserved fields without end",
            "codes with fields without end",
            "a frame that is shorter than its beginning",
            "a time without a time base",
        ];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_ends_the_stream_or_is_refused_as_invalid_data(string damage)
    {
        var (main, stream) = (MainHeader(OneBase, CodedPts | SizeMsb), Stream(0, 0, 7));
        byte[] huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
        var file = damage switch
        {
            "no streams below zero" => Write([Special(Codes.Main, [3, 0, .. Enumerable.Repeat((byte)0xFF, 8), 0x7F, 0])]),
            "no time base" => Write(MainHeader([3, 1, 65_536, 0], CodedPts | SizeMsb), stream, [0, 3, 5]),
            "a time base of zero" => Write(MainHeader([3, 1, 65_536, 1, 0, 0], CodedPts | SizeMsb), stream, [0, 3, 5]),
            "a stream that is not there" => Write(main, Stream(99, 0, 7)),
            "a time base that is not there" => Write(main, Stream(0, 99, 7)),
            "a frame of a stream that is not there" => Write(MainHeader(OneBase, CodedPts | StreamId | SizeMsb), stream, [0, 9, 3, 5]),
            "a frame before any header" => Write([0, 3, 5]),
            "a frame of two gigabytes" => Write(main, stream, [0, 3, .. huge]),
            "a frame with reserved fields without end" => Write(MainHeader(OneBase, CodedPts | Reserved), stream, [0, 3, .. huge]),
            "codes with fields without end" => Write([Special(Codes.Main, [.. Numbers(OneBase), 0, .. huge])]),
            "a frame that is shorter than its beginning" => Write(
                MainHeader(OneBase, CodedPts | SizeMsb, header: 1),
                stream,
                [0, 3, 1, 65]
            ),
            _ => Write([Special(Codes.Sync, [1, 0, 0, 0, 0, 0])]),
        };
        var reader = new NutReader(new MemoryStream(file));
        try
        {
            while (await reader.NextAsync() is { } packet)
            {
                Assert.InRange(packet.Size, 0, NutHeaders.MaxPacketBytes);
                _ = packet.Time.Rescale(new Core.Time.Rational(1, 90_000));
                await reader.ReadDataAsync(new byte[packet.Size]);
            }
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith("The decoder's output", e.Message, StringComparison.Ordinal);
        }
    }

    private enum Codes : ulong
    {
        Main = 0x4E4D7A561F5F04AD,
        Stream = 0x4E5311405BF2F9DB,
        Sync = 0x4E4BE4ADEECA4569,
    }

    private static byte[] Write(params byte[][] parts) => [.. "nut/multimedia container\0"u8, .. parts.SelectMany(part => part)];

    // One code for all frames, and one beginning that frames may have in common.
    private static byte[] MainHeader(long[] start, int flags, long header = 0) =>
        Special(Codes.Main, [.. Numbers(start), .. Numbers(flags, 8, 0, 1, 0, 0, 0, 255, 0, header), 1, 3, .. "abc"u8, 0, 0, 0, 0, 0]);

    private static byte[] Stream(long id, long timeBase, long shift) =>
        Special(Codes.Stream, [.. Numbers(id, 0, 0, timeBase, shift, 1, 0, 0, 0), 0, 0, 0, 0]);

    private static byte[] Special(Codes code, byte[] body)
    {
        var start = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(start, (ulong)code);
        return [.. start, .. Numbers(body.Length), .. body];
    }

    private static byte[] Numbers(params long[] values) => [.. values.SelectMany(Number)];

    private static IEnumerable<byte> Number(long value)
    {
        for (var shift = 56; shift > 0; shift -= 7)
        {
            if (value >> shift != 0)
            {
                yield return (byte)(0x80 | ((value >> shift) & 0x7F));
            }
        }
        yield return (byte)(value & 0x7F);
    }
}
