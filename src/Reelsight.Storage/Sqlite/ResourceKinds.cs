namespace Reelsight.Storage.Sqlite;

/// <summary>Kinds of resources that are used outside their own store, as stored in the table.</summary>
internal static class ResourceKinds
{
    public const string Entity = "entity";
    public const string Upload = "upload";

    // Also used in the triggers of migration 0005.
    public const string LabelSet = "label_set";
    public const string FailedTranscription = "failed_transcription";
}
