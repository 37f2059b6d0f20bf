namespace Reelsight.Storage.Blobs;

/// <summary>Permission to send one chunk once.</summary>
/// <param name="Index">From 1.</param>
/// <param name="SizeBytes">Bytes that must arrive.</param>
/// <param name="Id">Letters and digits that no other ticket has.</param>
public sealed record ChunkTicket(int Index, int SizeBytes, string Id);
