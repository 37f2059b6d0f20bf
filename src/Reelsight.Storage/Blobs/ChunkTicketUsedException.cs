namespace Reelsight.Storage.Blobs;

/// <summary>A ticket was used already, for other bytes.</summary>
public sealed class ChunkTicketUsedException() : Exception("The ticket was used for other bytes.");
