using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>The tables of a NUT stream: frame codes, time bases, and where each stream's clock stands.</summary>
internal sealed class NutHeaders
{
    /// <summary>Far above any frame that is asked for, far below what an array can hold.</summary>
    public const int MaxPacketBytes = 1 << 27;

    private const int MaxStreams = 16;
    private const int MaxPtsShift = 32;

    // Time bases are counted in 32 bits, so that no product of three of them leaves 128.
    private const long MaxTimeBase = int.MaxValue;

    private const int CodedPts = 8,
        StreamId = 16,
        SizeMsb = 32,
        Checksum = 64,
        Reserved = 128,
        SideData = 256,
        HeaderIndex = 1024,
        MatchTime = 2048,
        Coded = 4096,
        Invalid = 8192;

    private readonly FrameCode[] _codes = new FrameCode[256];
    private Rational[] _timeBases = [];
    private byte[][] _elisions =
    [
        [],
    ];
    private StreamState[] _streams = [];

    /// <summary>Whether the file identifier has been read.</summary>
    public bool HasBegun { get; set; }

    public void ReadMain(ref NutCursor c)
    {
        var version = c.ReadUnsigned();
        if (version > 3)
        {
            c.ReadUnsigned(); // minor version
        }

        var streams = c.ReadUnsigned();
        c.ReadUnsigned(); // max distance
        var bases = c.ReadUnsigned();
        if (streams is < 0 or > MaxStreams || bases is < 1 or > MaxStreams)
        {
            throw new InvalidDataException("The decoder's output has more streams than were asked for.");
        }

        _streams = new StreamState[streams];
        _timeBases = new Rational[bases];
        for (var i = 0; i < _timeBases.Length; i++)
        {
            _timeBases[i] = new Rational(c.ReadUnsigned(), c.ReadUnsigned());
            if (_timeBases[i] is not { Num: > 0 and <= MaxTimeBase, Den: > 0 and <= MaxTimeBase })
            {
                throw new InvalidDataException("The decoder's output has a time base that is none.");
            }
        }

        // Until a stream has a header of its own.
        Array.Fill(_streams, new StreamState(_timeBases[0], 0, 0));

        ReadCodes(ref c);
        var count = (int)Math.Clamp(c.ReadUnsigned(), 0, 127) + 1;
        _elisions = new byte[count][];
        _elisions[0] = [];
        for (var i = 1; i < count; i++)
        {
            _elisions[i] = c.ReadBytes((int)Math.Clamp(c.ReadUnsigned(), 0, 256));
        }
    }

    public void ReadStream(ref NutCursor c)
    {
        var id = c.ReadUnsigned();
        c.ReadUnsigned(); // class
        c.Skip((int)Math.Clamp(c.ReadUnsigned(), 0, 64)); // fourcc
        var timeBase = c.ReadUnsigned();
        var shift = c.ReadUnsigned();
        if (id < 0 || id >= _streams.Length || timeBase < 0 || timeBase >= _timeBases.Length || shift is < 0 or > MaxPtsShift)
        {
            throw new InvalidDataException("The decoder's output has a header of a stream that it does not have.");
        }

        _streams[id] = new StreamState(_timeBases[timeBase], (int)shift, 0);
    }

    /// <summary>A syncpoint sets every stream's clock, rounding down.</summary>
    public void ReadSyncpoint(ref NutCursor c)
    {
        var value = c.ReadUnsigned();
        if (value < 0 || _timeBases.Length == 0)
        {
            throw new InvalidDataException("The decoder's output has a time without a time base.");
        }

        var time = new MediaTime(value / _timeBases.Length, _timeBases[value % _timeBases.Length]);
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i] = _streams[i] with { LastPts = time.Rescale(_streams[i].TimeBase, MidpointRounding.ToNegativeInfinity).Pts };
        }
    }

    public NutPacket ReadFrame(ref NutCursor c, out byte[] elided)
    {
        var code = _codes[c.ReadByte()];
        var flags = code.Flags;
        if ((flags & Coded) != 0)
        {
            flags ^= (int)c.ReadUnsigned();
        }

        if ((flags & (Invalid | SideData)) != 0)
        {
            throw new InvalidDataException("The decoder's output has a frame of an unknown kind.");
        }

        var stream = (flags & StreamId) != 0 ? c.ReadUnsigned() : code.Stream;
        if (stream < 0 || stream >= _streams.Length)
        {
            throw new InvalidDataException("The decoder's output has a frame of a stream that it does not have.");
        }

        var state = _streams[stream];
        var pts = (flags & CodedPts) != 0 ? DecodePts(c.ReadUnsigned(), state) : state.LastPts + code.PtsDelta;
        var size = code.SizeLsb + ((flags & SizeMsb) != 0 ? c.ReadUnsigned() * code.SizeMul : 0);
        if ((flags & MatchTime) != 0)
        {
            c.ReadSigned();
        }

        var header = (flags & HeaderIndex) != 0 ? c.ReadUnsigned() : code.Header;
        SkipFields(ref c, (flags & Reserved) != 0 ? c.ReadUnsigned() : code.ReservedCount);

        if ((flags & Checksum) != 0)
        {
            c.Skip(4);
        }

        if (size is < 0 or > MaxPacketBytes || header < 0 || header >= _elisions.Length)
        {
            throw new InvalidDataException("The decoder's output has a frame of an impossible size.");
        }

        elided = size > 4096 ? [] : _elisions[header];
        if (elided.Length > size)
        {
            throw new InvalidDataException("The decoder's output has a frame that is shorter than its beginning.");
        }

        _streams[stream] = state with { LastPts = pts };
        return new NutPacket((int)stream, new MediaTime(pts, state.TimeBase), (int)size);
    }

    // As many as the data has: a count alone must not keep anybody busy.
    private static void SkipFields(ref NutCursor c, long count)
    {
        for (var i = 0L; i < count && !c.HasOverrun; i++)
        {
            c.ReadUnsigned();
        }
    }

    private static long DecodePts(long coded, StreamState state)
    {
        var span = 1L << state.PtsShift;
        if (coded >= span)
        {
            return coded - span;
        }

        var delta = state.LastPts - ((span - 1) / 2);
        return ((coded - delta) & (span - 1)) + delta;
    }

    private void ReadCodes(ref NutCursor c)
    {
        var (delta, mul, stream, header) = (0L, 1L, 0L, 0L);
        for (var i = 0; i < 256 && !c.HasOverrun; )
        {
            var flags = (int)c.ReadUnsigned();
            var fields = c.ReadUnsigned();
            if (fields > 0)
            {
                delta = c.ReadSigned();
            }

            if (fields > 1)
            {
                mul = c.ReadUnsigned();
            }

            if (fields > 2)
            {
                stream = c.ReadUnsigned();
            }

            var size = fields > 3 ? c.ReadUnsigned() : 0;
            var reserved = fields > 4 ? c.ReadUnsigned() : 0;
            var count = fields > 5 ? c.ReadUnsigned() : mul - size;
            if (fields > 6)
            {
                c.ReadSigned();
            }

            if (fields > 7)
            {
                header = c.ReadUnsigned();
            }

            SkipFields(ref c, fields - 8);
            if (count <= 0)
            {
                throw new InvalidDataException("The decoder's output has an empty list of frame codes.");
            }

            for (var j = 0L; j < count && i < 256; i++)
            {
                if (i == 'N') // the byte that begins every special packet is no frame code
                {
                    _codes[i] = new FrameCode(Invalid, 0, 1, 0, 0, 0, 0);
                }
                else
                {
                    _codes[i] = new FrameCode(flags, stream, mul, size + j++, delta, reserved, header);
                }
            }
        }
    }

    private readonly record struct StreamState(Rational TimeBase, int PtsShift, long LastPts);

    private readonly record struct FrameCode(
        int Flags,
        long Stream,
        long SizeMul,
        long SizeLsb,
        long PtsDelta,
        long ReservedCount,
        long Header
    );
}
