namespace Reelsight.Core.Errors;

/// <summary>
/// The record that a new record belongs to (an index, an asset, a parent resource) does not exist, or was deleted meanwhile.
/// </summary>
public sealed class ParentMissingException(Exception inner) : Exception("What the new record belongs to was deleted meanwhile.", inner);
