namespace Reelsight.Models.OnScreenText;

/// <summary>Letter-like strokes of a picture, counted on a grid at one size of letters: a stroke is bright-dark-bright or
/// dark-bright-dark within a few pixels along a row, and letters have many of them on an even ground.</summary>
internal sealed class StrokeGrid
{
    // In pixels of the looked-at width: a cell holds about two letters of a small line and every second row of its height.
    private const int CellWidth = 16;
    private const int CellRows = 4;
    private const int RowStep = 2;
    private const int WidestStroke = 10;

    // Steps between neighbouring pixels, out of 255.
    private const int EvenStep = 10;
    private const int StrongStep = 40;

    // What a cell of a line has at least: strokes per row, and the share of its pixels that lie on even ground. A lone cell is
    // an edge or a mark; a line has several side by side.
    private const int LetteredStrokes = CellRows;
    private const double LetteredEven = 0.4;
    private const int LetteredRun = 3;

    // How far two looks at one unchanged cell may differ through coding and noise.
    private const int StrokeNoise = 3;
    private const int GroundNoise = 16;

    private readonly int _columns;
    private readonly int _rows;
    private readonly byte[] _strokes;
    private readonly byte[] _ground;
    private readonly bool[] _lettered;

    /// <summary>Counts.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="lookedWidth">Width in pixels it is looked at: fewer find larger letters.</param>
    public StrokeGrid(PixelBuffer picture, int lookedWidth)
    {
        var step = Math.Max(1, (int)Math.Round(picture.Width / (double)lookedWidth));
        _columns = picture.Width / step / CellWidth;
        _rows = picture.Height / step / (CellRows * RowStep);
        _strokes = new byte[_columns * _rows];
        _ground = new byte[_strokes.Length];
        _lettered = new bool[_strokes.Length];
        var even = new byte[_strokes.Length];
        for (var y = 0; y < _rows * CellRows; y++)
        {
            var line = picture.Rgb.Span.Slice(y * RowStep * step * picture.Width * 3, picture.Width * 3);
            Count(line, step * 3, y / CellRows * _columns, even);
        }

        MarkLines(even);
    }

    /// <summary>Number of cells that look like letters.</summary>
    public int Lettered => _lettered.Count(cell => cell);

    /// <summary>Share of the picture (0..1) that looks like lines of letters.</summary>
    public double Share => _lettered.Length == 0 ? 0 : Lettered / (double)_lettered.Length;

    /// <summary>Counts the cells that are lettered here or there, and those of them that look different.</summary>
    public (int Cells, int Changed) Compare(StrokeGrid other)
    {
        if (other._columns != _columns || other._rows != _rows)
        {
            return (Lettered, Lettered);
        }

        var (cells, changed) = (0, 0);
        for (var i = 0; i < _lettered.Length; i++)
        {
            if (_lettered[i] || other._lettered[i])
            {
                cells++;
                var strokes = Math.Abs(_strokes[i] - other._strokes[i]);
                var ground = Math.Abs(_ground[i] - other._ground[i]);
                changed += strokes > StrokeNoise || ground > GroundNoise ? 1 : 0;
            }
        }

        return (cells, changed);
    }

    private void Count(ReadOnlySpan<byte> line, int step, int cells, byte[] even)
    {
        // Green stands for brightness: it carries most of it, and one byte in three is enough to look at.
        const int Green = 1;
        int before = line[Green],
            sign = 0,
            strongAt = -WidestStroke;
        for (var column = 0; column < _columns; column++)
        {
            int strokes = 0,
                evenPixels = 0,
                brightness = 0;
            for (var x = column * CellWidth; x < (column + 1) * CellWidth; x++)
            {
                int now = line[x * step + Green];
                var change = now - before;
                before = now;
                brightness += now;
                if (Math.Abs(change) < EvenStep)
                {
                    evenPixels++;
                }
                else if (Math.Abs(change) > StrongStep)
                {
                    strokes += Math.Sign(change) == -sign && x - strongAt <= WidestStroke ? 1 : 0;
                    (sign, strongAt) = (Math.Sign(change), x);
                }
            }

            _strokes[cells + column] += (byte)strokes;
            _ground[cells + column] += (byte)(brightness / (CellWidth * CellRows));
            even[cells + column] += (byte)evenPixels;
        }
    }

    private void MarkLines(byte[] even)
    {
        for (var row = 0; row < _rows; row++)
        {
            var run = 0;
            for (var column = 0; column <= _columns; column++)
            {
                var cell = row * _columns + column;
                if (column < _columns && _strokes[cell] >= LetteredStrokes && even[cell] >= LetteredEven * CellWidth * CellRows)
                {
                    run++;
                    continue;
                }

                if (run >= LetteredRun)
                {
                    _lettered.AsSpan(cell - run, run).Fill(true);
                }

                run = 0;
            }
        }
    }
}
