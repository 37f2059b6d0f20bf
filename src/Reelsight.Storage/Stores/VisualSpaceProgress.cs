namespace Reelsight.Storage.Stores;

/// <summary>A visual space of a tenant, and how far it is built.</summary>
/// <param name="Space">Its name.</param>
/// <param name="Done">Number of media contents of the searched space that are in it, failed ones included.</param>
/// <param name="Failed">Number of these that could not be described.</param>
/// <param name="Total">Number of media contents in the searched space.</param>
public sealed record VisualSpaceProgress(string Space, int Done, int Failed, int Total);
