namespace Reelsight.Storage.Errors;

/// <summary>The data folder has a schema of a newer version of the program.</summary>
public sealed class NewerSchemaException(int found, int known)
    : Exception(
        $"The data folder has schema {found}, but this version of Reelsight knows schemas up to {known}: "
            + "start the newer version that wrote it, or restore a backup."
    );
