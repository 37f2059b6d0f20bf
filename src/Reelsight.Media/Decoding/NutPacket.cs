using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>One packet of a NUT stream, before its data is read.</summary>
internal readonly record struct NutPacket(int Stream, MediaTime Time, int Size);
