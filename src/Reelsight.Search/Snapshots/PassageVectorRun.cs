using Reelsight.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>The passage vectors of one video.</summary>
internal readonly struct PassageVectorRun(int place, QuantizedRows rows)
{
    public readonly int Video = place;
    public readonly QuantizedRows Rows = rows;
    public readonly byte[] Bytes = rows.Bytes;
}
