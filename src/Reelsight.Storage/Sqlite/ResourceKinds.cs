namespace Reelsight.Storage.Sqlite;

/// <summary>Kinds of resources that more than their own store knows, as they are written in the table.</summary>
internal static class ResourceKinds
{
    public const string Entity = "entity";
    public const string Upload = "upload";

    // Also written in the triggers of migration 0005.
    public const string LabelSet = "label_set";
    public const string FailedTranscription = "failed_transcription";
}
