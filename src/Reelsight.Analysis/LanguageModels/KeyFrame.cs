namespace Reelsight.Analysis.LanguageModels;

/// <summary>A frame of the video that can be shown to a language model.</summary>
/// <param name="TimeSec">Time of the frame, seconds.</param>
/// <param name="ReadAsync">Reads the JPEG file; null when it is gone.</param>
public sealed record KeyFrame(double TimeSec, Func<CancellationToken, Task<byte[]?>> ReadAsync);
