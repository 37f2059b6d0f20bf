namespace Reelsight.Storage.Stores;

/// <summary>A window on a list: 1-based page number and the number of rows on a page.</summary>
public readonly record struct PageWindow(int Page, int Limit);
