using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reelsight.Search.Projection;

/// <summary>Writes a row of a tall matrix.</summary>
internal delegate void RowReader(int row, Span<float> values);
