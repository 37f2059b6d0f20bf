using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>The consecutive rows of one document in a segment, as stored on disk (48 bytes).</summary>
/// <param name="Key">The document.</param>
/// <param name="Version">The version of the document that the rows come from.</param>
/// <param name="FirstRow">Number of its first row in the segment.</param>
/// <param name="RowCount">Number of its rows; 0 when it has no vectors.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DocumentRun(DocumentKey Key, long Version, int FirstRow, int RowCount);
