using System.Buffers.Binary;

namespace Reelsight.Core.Time;

/// <summary>
/// The exact time stamp of every frame of a media content by frame number, so that a label means the same frame in a player, in storage and
/// in an export, at a variable frame rate too. Audio files have no frames; their map counts milliseconds (<see cref="IsAudioOnly"/>).
/// </summary>
/// <param name="TimeBase">Unit of the time stamps.</param>
/// <param name="Origin">The instant that seconds count from.</param>
/// <param name="Pts">Raw time stamp of each frame, strictly ascending.</param>
/// <param name="EndPts">Raw time stamp at which the last frame ends.</param>
/// <param name="IsAudioOnly">Whether the frames stand for the milliseconds of an audio file.</param>
public sealed record FrameMap(Rational TimeBase, MediaTime Origin, IReadOnlyList<long> Pts, long EndPts, bool IsAudioOnly = false)
{
    private const int HeaderLength = 49;

    /// <summary>Number of frames.</summary>
    public int Count => Pts.Count;

    /// <summary>Ticks from each frame to the next at a constant frame rate; null at a variable one.</summary>
    public long? ConstantStep
    {
        get
        {
            if (Count == 0)
            {
                return null;
            }

            var step = (Count > 1 ? Pts[1] : EndPts) - Pts[0];
            for (var i = 1; i < Count; i++)
            {
                if ((i + 1 < Count ? Pts[i + 1] : EndPts) - Pts[i] != step)
                {
                    return null;
                }
            }

            return step;
        }
    }

    /// <summary>The raw time stamp at which a frame starts; of <see cref="Count"/>, where the last one ends.</summary>
    public long GetPts(long frame) => frame == Count ? EndPts : Pts[(int)frame];

    /// <summary>Seconds from the origin at which a frame starts; of <see cref="Count"/>, where the last one ends.</summary>
    public double GetTimeSec(long frame) => new MediaTime(GetPts(frame), TimeBase).SecondsSince(Origin);

    /// <summary>The frame that is shown at a time; the first frame before the start, the last one after the end.</summary>
    public int FrameAt(double sec)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (GetTimeSec(middle) <= sec + 1e-6)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return low;
    }

    /// <summary>The edge between frames, 0 to <see cref="Count"/>, that lies nearest to a time; of two as near, the earlier.</summary>
    public int GetNearestEdge(double sec)
    {
        var frame = FrameAt(sec);
        return sec - GetTimeSec(frame) <= GetTimeSec(frame + 1) - sec + 1e-9 ? frame : frame + 1;
    }

    /// <summary>Makes the map of an audio file: one "frame" a millisecond.</summary>
    public static FrameMap CreateForAudio(double durationSec)
    {
        var count = Math.Max(1, (int)Math.Min(Math.Ceiling(durationSec * 1000), int.MaxValue - 1));
        return new FrameMap(new Rational(1, 1000), MediaTime.Zero, new Milliseconds(count), count, IsAudioOnly: true);
    }

    /// <summary>Serializes the map compactly, as differences of time stamps.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
        {
            writer.Write(IsAudioOnly);
            foreach (var number in (long[])[TimeBase.Num, TimeBase.Den, Origin.Pts, Origin.TimeBase.Num, Origin.TimeBase.Den])
            {
                writer.Write(number);
            }

            writer.Write((long)Count);
            if (!IsAudioOnly)
            {
                var last = 0L;
                foreach (var pts in Pts)
                {
                    writer.Write7BitEncodedInt64(pts - last);
                    last = pts;
                }
                writer.Write7BitEncodedInt64(EndPts - last);
            }
        }
        return buffer.ToArray();
    }

    /// <summary>Deserializes what <see cref="ToBytes"/> wrote.</summary>
    public static FrameMap FromBytes(byte[] bytes)
    {
        long Number(int place) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1 + 8 * place));
        var count = (int)Number(5);
        if (bytes[0] != 0)
        {
            return new FrameMap(new Rational(Number(0), Number(1)), MediaTime.Zero, new Milliseconds(count), count, IsAudioOnly: true);
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderLength, bytes.Length - HeaderLength));
        var pts = new long[count];
        var last = 0L;
        for (var i = 0; i < count; i++)
        {
            pts[i] = last += reader.Read7BitEncodedInt64();
        }

        return new FrameMap(
            new Rational(Number(0), Number(1)),
            new MediaTime(Number(2), new Rational(Number(3), Number(4))),
            pts,
            last + reader.Read7BitEncodedInt64()
        );
    }

    // A list of all milliseconds of hours of audio would waste memory.
    private sealed class Milliseconds(int count) : IReadOnlyList<long>
    {
        public int Count => count;
        public long this[int index] => index;

        public IEnumerator<long> GetEnumerator()
        {
            for (var i = 0; i < count; i++)
            {
                yield return i;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
