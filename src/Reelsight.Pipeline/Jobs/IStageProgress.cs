namespace Reelsight.Pipeline.Jobs;

/// <summary>Receives how far each stage of some work has come. Stages may run side by side, so all members are thread-safe.</summary>
public interface IStageProgress
{
    /// <summary>Starts a new phase, made of these stages; finished stages of the phase before no longer count.</summary>
    void Begin(params ReadOnlySpan<string> stages);

    /// <summary>Reports the progress of one stage.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="fraction">Share that is done, 0-1.</param>
    void Report(string stage, double fraction);
}
