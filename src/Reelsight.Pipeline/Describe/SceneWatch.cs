using Reelsight.Models;

namespace Reelsight.Pipeline.Describe;

/// <summary>What is known of a frame, or soon will be. Its pixels are needed until <paramref name="Found"/> is complete.</summary>
/// <param name="Found">Being found in this frame, or in the one looked at last where this one shows the same.</param>
/// <param name="Looked">Whether the detector looked at this very frame.</param>
/// <param name="IsNew">Whether most of the picture differs from the frame looked at last.</param>
internal readonly record struct SeenScene(Task<SeenFrame> Found, bool Looked, bool IsNew);

/// <summary>
/// Looks with the networks where there is something to see: at every frame while anything moves, now and then while nothing does. Every
/// other look is enough for what the whole picture shows, unless the scene is new.
/// </summary>
/// <param name="look">Looks at a frame, and places it in the joint space where that is asked for.</param>
internal sealed class SceneWatch(Func<PixelBuffer, bool, SeenFrame> look)
{
    // Of the picture's cells. A thing this small is some 20 pixels wide where the detector sees it, too few to be named.
    private const double StillShare = 0.006;
    private const double NewShare = 0.5;

    // One in three: at two frames a second nothing goes unconfirmed for longer than 1.5 s, which search still takes as being in view.
    private const int LookEvery = 3;

    private CoarsePicture? _picture;
    private Task<SeenFrame>? _found;
    private int _repeats;
    private bool _placed;

    /// <summary>Sees the next frame.</summary>
    public SeenScene See(PixelBuffer pixels)
    {
        var picture = CoarsePicture.Of(pixels);
        var change = _picture is null ? 1 : picture.Change(_picture);
        var still = change <= StillShare;
        _repeats = still ? _repeats + 1 : 0;
        // The first repeat is looked at as well: a thing is a fact once two frames show it.
        if (_found is not null && still && _repeats % LookEvery != 1)
        {
            return new SeenScene(_found, Looked: false, IsNew: false);
        }

        var isNew = change >= NewShare;
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

        return new SeenScene(_found, Looked: true, isNew);
    }
}
