using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>Counts letter-like strokes of an image on a grid, at one scale: a stroke is bright-dark-bright or
/// dark-bright-dark within a few pixels along a row, and letters have many of them on an even background.</summary>
internal sealed class StrokeGrid
{
    // In pixels of the sampled width: a cell holds about two letters of a small line and every second row of its height.
    private const int CellWidth = 16;
    private const int CellRows = 4;
    private const int RowStep = 2;
    private const int MaxStrokeWidth = 10;

    // Differences between neighbouring pixels, out of 255.
    private const int MaxEvenStep = 10;
    private const int MinStrongStep = 40;

    // Minimum of a cell with letters: strokes per row, and the share of its pixels on an even background. A lone cell is
    // an edge or a mark; a line has several side by side.
    private const int MinStrokesPerCell = CellRows;
    private const double MinEvenShare = 0.4;
    private const int MinRunLength = 3;

    // How far an unchanged cell may differ between two frames through coding and noise.
    private const int StrokeNoise = 3;
    private const int GroundNoise = 16;

    private readonly int _columns;
    private readonly int _rows;
    private readonly byte[] _strokes;
    private readonly byte[] _ground;
    private readonly bool[] _isText;

    /// <summary>Counts the strokes of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="sampledWidth">Width in pixels to which the image is sampled: fewer find larger letters.</param>
    public StrokeGrid(PixelBuffer image, int sampledWidth)
    {
        var step = Math.Max(1, (int)Math.Round(image.Width / (double)sampledWidth));
        _columns = image.Width / step / CellWidth;
        _rows = image.Height / step / (CellRows * RowStep);
        _strokes = new byte[_columns * _rows];
        _ground = new byte[_strokes.Length];
        _isText = new bool[_strokes.Length];
        var even = new byte[_strokes.Length];
        for (var y = 0; y < _rows * CellRows; y++)
        {
            var line = image.Rgb.Span.Slice(y * RowStep * step * image.Width * 3, image.Width * 3);
            CountStrokes(line, step * 3, y / CellRows * _columns, even);
        }

        MarkTextLines(even);
    }

    /// <summary>Number of cells with letters.</summary>
    public int TextCellCount => _isText.Count(cell => cell);

    /// <summary>Share of the image (0..1) that looks like lines of letters.</summary>
    public double TextShare => _isText.Length == 0 ? 0 : TextCellCount / (double)_isText.Length;

    /// <summary>Counts the cells with letters in either image, and those of them that differ.</summary>
    public (int Cells, int Changed) Compare(StrokeGrid other)
    {
        if (other._columns != _columns || other._rows != _rows)
        {
            return (TextCellCount, TextCellCount);
        }

        var (cells, changed) = (0, 0);
        for (var i = 0; i < _isText.Length; i++)
        {
            if (_isText[i] || other._isText[i])
            {
                cells++;
                var strokes = Math.Abs(_strokes[i] - other._strokes[i]);
                var ground = Math.Abs(_ground[i] - other._ground[i]);
                changed += strokes > StrokeNoise || ground > GroundNoise ? 1 : 0;
            }
        }

        return (cells, changed);
    }

    private void CountStrokes(ReadOnlySpan<byte> line, int step, int cells, byte[] even)
    {
        // Green stands for brightness, of which it carries most: one byte in three is read.
        const int Green = 1;
        int before = line[Green],
            sign = 0,
            strongAt = -MaxStrokeWidth;
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
                if (Math.Abs(change) < MaxEvenStep)
                {
                    evenPixels++;
                }
                else if (Math.Abs(change) > MinStrongStep)
                {
                    strokes += Math.Sign(change) == -sign && x - strongAt <= MaxStrokeWidth ? 1 : 0;
                    (sign, strongAt) = (Math.Sign(change), x);
                }
            }

            _strokes[cells + column] += (byte)strokes;
            _ground[cells + column] += (byte)(brightness / (CellWidth * CellRows));
            even[cells + column] += (byte)evenPixels;
        }
    }

    private void MarkTextLines(byte[] even)
    {
        for (var row = 0; row < _rows; row++)
        {
            var run = 0;
            for (var column = 0; column <= _columns; column++)
            {
                var cell = row * _columns + column;
                if (column < _columns && _strokes[cell] >= MinStrokesPerCell && even[cell] >= MinEvenShare * CellWidth * CellRows)
                {
                    run++;
                    continue;
                }

                if (run >= MinRunLength)
                {
                    _isText.AsSpan(cell - run, run).Fill(true);
                }

                run = 0;
            }
        }
    }
}
