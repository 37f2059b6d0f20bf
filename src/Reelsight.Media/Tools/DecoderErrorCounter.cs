namespace Reelsight.Media.Tools;

/// <summary>Counts the errors about damaged data in ffmpeg's log.</summary>
internal sealed class DecoderErrorCounter
{
    private int _damage;
    private int _cutOff;

    /// <summary>How often the decoder met damaged or missing data and went on.</summary>
    public int DamageCount => Volatile.Read(ref _damage);

    /// <summary>The container ended before the data it announced.</summary>
    public bool IsCutOff => Volatile.Read(ref _cutOff) > 0;

    public void Count(string line)
    {
        if (
            line.Contains("error while decoding", StringComparison.OrdinalIgnoreCase)
            || line.Contains("decoding error", StringComparison.OrdinalIgnoreCase)
            || line.Contains("Error submitting packet", StringComparison.Ordinal)
            || line.Contains("corrupt", StringComparison.OrdinalIgnoreCase)
        )
        {
            Interlocked.Increment(ref _damage);
        }

        if (line.Contains("partial file", StringComparison.Ordinal) || line.Contains("ended prematurely", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _cutOff);
        }
    }
}
