namespace Reelsight.Pipeline.Embedding;

/// <summary>Kinds of embeddings of audio and video, by their names in the API.</summary>
public static class EmbeddingOptions
{
    /// <summary>By the frames.</summary>
    public const string Visual = "visual";

    /// <summary>By the audio: its kind, and what is said.</summary>
    public const string Audio = "audio";

    /// <summary>By what is said.</summary>
    public const string Transcription = "transcription";

    /// <summary>The mean of all that were asked for.</summary>
    public const string Fused = "fused";
}
