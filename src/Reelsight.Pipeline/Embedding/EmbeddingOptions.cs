namespace Reelsight.Pipeline.Embedding;

/// <summary>What a vector is about, as the API spells it.</summary>
public static class EmbeddingOptions
{
    /// <summary>What is seen.</summary>
    public const string Visual = "visual";

    /// <summary>What is heard: the kind of sound, and what is said.</summary>
    public const string Audio = "audio";

    /// <summary>What is said.</summary>
    public const string Transcription = "transcription";

    /// <summary>All that were asked for, together.</summary>
    public const string Fused = "fused";
}
