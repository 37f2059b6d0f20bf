namespace Reelsight.Storage.Stores;

/// <summary>A space of a tenant.</summary>
/// <param name="Space">Its name.</param>
/// <param name="Done">Contents of the searched space that are in it, those without a place included.</param>
/// <param name="Failed">Of these, those that could not be placed.</param>
/// <param name="Total">Contents in the searched space.</param>
public sealed record VisualSpaceProgress(string Space, int Done, int Failed, int Total);
