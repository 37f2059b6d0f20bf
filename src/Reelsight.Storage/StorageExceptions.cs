namespace Reelsight.Storage;

/// <summary>The data folder was written by a newer version of the program.</summary>
public sealed class NewerSchemaException(int found, int known)
    : Exception(
        $"The data folder has schema {found}, but this version of Reelsight knows schemas up to {known}: start the newer version that wrote it, or restore a backup."
    );

/// <summary>A full-text query expression that cannot be read.</summary>
public sealed class WordQuerySyntaxException(string match, Exception inner) : Exception($"The word query cannot be read: {match}", inner);

/// <summary>What a new record belongs to (an index, an asset, a parent resource) does not exist (any more).</summary>
public sealed class ParentMissingException(Exception inner) : Exception("What the new record belongs to was deleted meanwhile.", inner);

/// <summary>An asset cannot be deleted while videos refer to it.</summary>
public sealed class AssetInUseException(string assetId) : Exception($"Videos still refer to the asset {assetId}.");
