using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>A segment of an index: the number it is called by, and a bit for each of its contents that is deleted or replaced.</summary>
internal sealed record ManifestEntry(long Number, ulong[]? Deleted);
