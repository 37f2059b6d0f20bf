namespace Reelsight.Core.Errors;

/// <summary>What a new record belongs to (an index, an asset, a parent resource) does not exist (any more).</summary>
public sealed class ParentMissingException(Exception inner) : Exception("What the new record belongs to was deleted meanwhile.", inner);
