namespace Reelsight.Storage.Stores;

/// <summary>A closed numeric range; an absent end is open.</summary>
public readonly record struct NumberRange(double? Min, double? Max);
