namespace Reelsight.Analysis.LanguageModels;

/// <summary>A frame of the video as an image.</summary>
/// <param name="TimeSec">Time of the frame, seconds.</param>
/// <param name="Jpeg">The JPEG file.</param>
public sealed record LanguageModelImage(double TimeSec, byte[] Jpeg);
