namespace Reelsight.Storage.Stores;

/// <summary>
/// A condition on one key of the user metadata: equal to a typed value (<see cref="string"/>, <see cref="double"/>, <see cref="bool"/>)
/// or inside a numeric range. Exactly one of the two is set.
/// </summary>
public sealed record MetadataCondition(string Key, object? EqualTo, NumberRange? Range);
