namespace Reelsight.Analysis.Contract;

/// <summary>The model names under which the API offers analysis.</summary>
public static class AnalysisModels
{
    /// <summary>Answers prompts about a whole video.</summary>
    public const string Pegasus12 = "pegasus1.2";

    /// <summary>Also takes images in prompts and a part of the video, and finds segments.</summary>
    public const string Pegasus15 = "pegasus1.5";
}
