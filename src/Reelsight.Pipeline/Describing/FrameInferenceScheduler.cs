using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Looks with the networks where there is something to see: at every frame while anything moves, now and then while nothing does. Every
/// other look is enough for what the whole picture shows, unless the scene is new.
/// </summary>
/// <param name="look">Looks at a frame, and places it in the joint space where that is asked for.</param>
internal sealed class FrameInferenceScheduler(Func<PixelBuffer, bool, FrameInference> look)
{
    // Of the picture's cells. A thing this small is some 20 pixels wide where the detector sees it, too few to be named.
    private const double MaxStillShare = 0.006;
    private const double MinNewSceneShare = 0.5;

    // One in three: at two frames a second nothing goes unconfirmed for longer than 1.5 s, which search still takes as being in view.
    private const int InferEvery = 3;

    private BrightnessGrid? _picture;
    private Task<FrameInference>? _found;
    private int _repeats;
    private bool _placed;

    /// <summary>Sees the next frame.</summary>
    public ScheduledFrame Schedule(PixelBuffer pixels)
    {
        var picture = BrightnessGrid.Create(pixels);
        var change = _picture is null ? 1 : picture.ComputeChangedShare(_picture);
        var still = change <= MaxStillShare;
        _repeats = still ? _repeats + 1 : 0;
        // The first repeat is looked at as well: a thing is a fact once two frames show it.
        if (_found is not null && still && _repeats % InferEvery != 1)
        {
            return new ScheduledFrame(_found, WasInferred: false, IsNewScene: false);
        }

        var isNew = change >= MinNewSceneShare;
        var place = isNew || (!still && !_placed);
        // A look that was left out must not leave the scene that now stands still without a place.
        if (still && !_placed)
        {
            place = true;
        }

        _placed = place || still;
        _found = Task.Run(() => look(pixels, place));
        if (!still)
        {
            _picture = picture;
        }

        return new ScheduledFrame(_found, WasInferred: true, isNew);
    }
}
