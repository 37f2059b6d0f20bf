using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>A picture of the video.</summary>
/// <param name="TimeSec">When it is seen.</param>
/// <param name="Jpeg">The file.</param>
public sealed record LanguageModelImage(double TimeSec, byte[] Jpeg);
