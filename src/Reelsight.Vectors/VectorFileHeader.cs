using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>The header of a segment file as it lies on disk: see <see cref="VectorFileFormat"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VectorFileHeader
{
    /// <summary><see cref="VectorFileFormat.Magic"/>.</summary>
    public ulong Magic;

    /// <summary><see cref="VectorFileFormat.Version"/>.</summary>
    public int FormatVersion;

    /// <summary>Dimensions of every vector; 0 when no document has any.</summary>
    public int Dimension;

    /// <summary><see cref="VectorFileFormat.ComputeStride"/> of the dimensions.</summary>
    public int Stride;

    /// <summary>Documents, those without vectors included.</summary>
    public int DocumentCount;

    /// <summary>Rows of all documents.</summary>
    public int RowCount;

    /// <summary>Blocks of rows, the last of which may be shorter.</summary>
    public int BlockCount;

    /// <summary>Where the first row lies in the file.</summary>
    public long RowsOffset;

    /// <summary>Length of the file.</summary>
    public long FileLength;

    /// <summary>Checksum of the name of the embedding space in UTF-8; the manifest has the name itself.</summary>
    public uint SpaceChecksum;

    /// <summary>Checksum of the header, with 0 in this field, and of the tables.</summary>
    public uint Checksum;

    /// <summary>Bytes of the tables between header and padding: document runs, scales and block checksums.</summary>
    public readonly unsafe long TableBytes =>
        (long)DocumentCount * sizeof(DocumentRun) + (long)RowCount * sizeof(float) + (long)BlockCount * sizeof(uint);
}
