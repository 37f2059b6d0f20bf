namespace Reelsight.Pipeline.Jobs;

/// <summary>Kinds of jobs in the queue.</summary>
public static class JobKinds
{
    /// <summary>Fetches (by URL), hashes and probes an asset; the subject is the asset.</summary>
    public const string PrepareAsset = "prepare_asset";

    /// <summary>Prepares the asset if need be, then describes and indexes it; the subject is the video.</summary>
    public const string IndexVideo = "index_video";

    /// <summary>Transcribes an asset, indexed or not; the subject is the asset.</summary>
    public const string TranscribeAsset = "transcribe_asset";

    /// <summary>Describes the images of an entity; the subject is the entity.</summary>
    public const string DescribeEntity = "describe_entity";

    /// <summary>Embeds an audio or video file; the subject is the embedding task.</summary>
    public const string Embed = "embed";

    /// <summary>Embeds the described media of a tenant in another joint space; the subject is the space.</summary>
    public const string BuildSpace = "build_space";
}
