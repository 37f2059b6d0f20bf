namespace Reelsight.Inference.Ocr;

/// <summary>The order in which a person reads the lines of an image.</summary>
internal static class ReadingOrder
{
    /// <summary>Sorts from top to bottom; lines whose middles lie within half a line of the first one in their row are one row,
    /// read from left to right.</summary>
    public static List<TextLine> Sort(IReadOnlyList<TextLine> lines)
    {
        var rows = new List<List<TextLine>>();
        foreach (var line in lines.OrderBy(line => line.Box.CentreY))
        {
            if (
                rows.Count > 0
                && rows[^1][0].Box is var first
                && line.Box.CentreY - first.CentreY < Math.Min(line.Box.Height, first.Height) / 2
            )
            {
                rows[^1].Add(line);
            }
            else
            {
                rows.Add([line]);
            }
        }

        return [.. rows.SelectMany(row => row.OrderBy(line => line.Box.X))];
    }
}
