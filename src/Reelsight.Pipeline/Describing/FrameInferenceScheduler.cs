using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Decides which frames the models run on: every frame while anything moves, now and then while nothing does. Embeddings are computed for
/// every other of these, and for each new scene.
/// </summary>
/// <param name="infer">
/// Runs the models on a frame. With a number it is embedded in the joint space: the first such frame has 0, the next 1.
/// </param>
internal sealed class FrameInferenceScheduler(Func<PixelBuffer, int?, FrameInference> infer)
{
    // Share of the frame's cells. An object this small is some 20 pixels wide in the detector's input, too few to be recognized.
    private const double MaxStillShare = 0.006;
    private const double MinNewSceneShare = 0.5;

    // One in three: at two frames a second an object is confirmed at least every 1.5 s, a gap that search accepts.
    private const int InferEvery = 3;

    private BrightnessGrid? _grid;
    private Task<FrameInference>? _inference;
    private int _repeats;
    private bool _placed;
    private int _embedded;

    /// <summary>Schedules the next frame.</summary>
    public ScheduledFrame Schedule(PixelBuffer pixels)
    {
        var grid = BrightnessGrid.Create(pixels);
        var change = _grid is null ? 1 : grid.ComputeChangedShare(_grid);
        var still = change <= MaxStillShare;
        _repeats = still ? _repeats + 1 : 0;
        // The first repeat is analyzed as well, because an object counts once two frames show it.
        if (_inference is not null && still && _repeats % InferEvery != 1)
        {
            return new ScheduledFrame(_inference, WasInferred: false, IsNewScene: false);
        }

        var isNew = change >= MinNewSceneShare;
        var embed = isNew || (!still && !_placed);
        // A skipped embedding must not leave the scene, which is still now, without one.
        if (still && !_placed)
        {
            embed = true;
        }

        _placed = embed || still;
        int? number = embed ? _embedded++ : null;
        _inference = Task.Run(() => infer(pixels, number));
        if (!still)
        {
            _grid = grid;
        }

        return new ScheduledFrame(_inference, WasInferred: true, isNew);
    }
}
