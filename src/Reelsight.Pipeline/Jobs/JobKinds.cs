namespace Reelsight.Pipeline.Jobs;

/// <summary>The kinds of work in the queue.</summary>
public static class JobKinds
{
    /// <summary>Fetch (when by URL), hash and probe an asset; the subject is the asset.</summary>
    public const string PrepareAsset = "prepare_asset";

    /// <summary>Prepare the asset if need be, then describe and index; the subject is the video.</summary>
    public const string IndexVideo = "index_video";

    /// <summary>Listen to an asset that need not be indexed; the subject is the asset.</summary>
    public const string TranscribeAsset = "transcribe_asset";

    /// <summary>Look at the pictures of an entity; the subject is the entity.</summary>
    public const string DescribeEntity = "describe_entity";

    /// <summary>Embed sound or a video; the subject is the embedding task.</summary>
    public const string Embed = "embed";

    /// <summary>Place what a tenant has described in another visual space; the subject is the space.</summary>
    public const string BuildSpace = "build_space";
}
