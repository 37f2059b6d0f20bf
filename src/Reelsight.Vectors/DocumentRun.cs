using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>The rows of one content in a segment, as they lie on disk.</summary>
/// <param name="Key">Whose rows they are.</param>
/// <param name="Version">Which description of it they come from.</param>
/// <param name="FirstRow">Its first row.</param>
/// <param name="RowCount">Its rows; 0 when it has no vectors.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DocumentRun(DocumentKey Key, long Version, int FirstRow, int RowCount);
