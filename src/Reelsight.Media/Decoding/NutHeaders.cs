using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>The tables of a NUT stream: frame codes, time bases, and where each stream's clock stands.</summary>
internal sealed class NutHeaders
{
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
        if (streams > 16 || bases > 16)
        {
            throw new InvalidDataException("The decoder's output has more streams than were asked for.");
        }

        _streams = new StreamState[streams];
        _timeBases = new Rational[bases];
        for (var i = 0; i < _timeBases.Length; i++)
        {
            _timeBases[i] = new Rational(c.ReadUnsigned(), c.ReadUnsigned());
        }

        ReadCodes(ref c);
        var count = (int)Math.Min(c.ReadUnsigned(), 127) + 1;
        _elisions = new byte[count][];
        _elisions[0] = [];
        for (var i = 1; i < count; i++)
        {
            _elisions[i] = c.ReadBytes((int)Math.Min(c.ReadUnsigned(), 256));
        }
    }

    public void ReadStream(ref NutCursor c)
    {
        var id = c.ReadUnsigned();
        c.ReadUnsigned(); // class
        c.ReadBytes((int)Math.Min(c.ReadUnsigned(), 64)); // fourcc
        var timeBase = c.ReadUnsigned();
        _streams[id] = new StreamState(_timeBases[timeBase], (int)c.ReadUnsigned(), 0);
    }

    /// <summary>A syncpoint sets every stream's clock, rounding down.</summary>
    public void ReadSyncpoint(ref NutCursor c)
    {
        var value = c.ReadUnsigned();
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

        var stream = (flags & StreamId) != 0 ? (int)c.ReadUnsigned() : code.Stream;
        var state = _streams[stream];
        var pts = (flags & CodedPts) != 0 ? DecodePts(c.ReadUnsigned(), state) : state.LastPts + code.PtsDelta;
        var size = code.SizeLsb + ((flags & SizeMsb) != 0 ? c.ReadUnsigned() * code.SizeMul : 0);
        if ((flags & MatchTime) != 0)
        {
            c.ReadSigned();
        }

        var header = (flags & HeaderIndex) != 0 ? (int)c.ReadUnsigned() : code.Header;
        var reserved = (flags & Reserved) != 0 ? c.ReadUnsigned() : code.ReservedCount;
        for (var i = 0L; i < reserved; i++)
        {
            c.ReadUnsigned();
        }

        if ((flags & Checksum) != 0)
        {
            c.Skip(4);
        }

        elided = size > 4096 ? [] : _elisions[header];
        _streams[stream] = state with { LastPts = pts };
        return new NutPacket(stream, new MediaTime(pts, state.TimeBase), checked((int)size));
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

            for (var skip = 8L; skip < fields; skip++)
            {
                c.ReadUnsigned();
            }

            for (var j = 0L; j < count && i < 256; i++)
            {
                if (i == 'N') // the byte that begins every special packet is no frame code
                {
                    _codes[i] = new FrameCode(Invalid, 0, 1, 0, 0, 0, 0);
                }
                else
                {
                    _codes[i] = new FrameCode(flags, (int)stream, mul, size + j++, delta, reserved, (int)header);
                }
            }
        }
    }

    private readonly record struct StreamState(Rational TimeBase, int PtsShift, long LastPts);

    private readonly record struct FrameCode(
        int Flags,
        int Stream,
        long SizeMul,
        long SizeLsb,
        long PtsDelta,
        long ReservedCount,
        int Header
    );
}
