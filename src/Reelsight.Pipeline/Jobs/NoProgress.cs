namespace Reelsight.Pipeline.Jobs;

/// <summary>Discards progress: for work of a request, whose caller waits for the result and asks for nothing in between.</summary>
public sealed class NoProgress : IStageProgress
{
    private NoProgress() { }

    /// <summary>The only instance.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Begin(params ReadOnlySpan<string> stages) { }

    /// <inheritdoc/>
    public void Report(string stage, double fraction) { }
}
